package org.credence.node.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.Digest;
import org.credence.protocol.Earnings;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberCredit;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.Statement;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.jspecify.annotations.Nullable;

/**
 * The run's own report, where it repeats what is on the ledger. No evidence, as nothing follows from it; but it says how long the ledger
 * was, so that a ledger that was cut at the end of a block shows, and readers rely on its figures.
 */
final class ReportAudit {
    private static final String SUBJECT = "report";

    private final Evidence evidence;

    ReportAudit(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Compares the figures, if there is a report. */
    void run(StateView state, LedgerHead ledger, AuditLog log) throws IOException {
        Path file = evidence.folder().report();
        if (!Files.exists(file)) {
            return;
        }
        String where = evidence.named(file);
        JsonNode report = read(file, where);
        long height = report.at("/ledger/height").asLong();
        if (height > ledger.height()) {
            throw new Disagreement(
                    where,
                    "tells of %d blocks, the ledger has %d: blocks are missing".formatted(height, ledger.height()));
        }
        if (height < ledger.height()) {
            log.note(where, "tells of %d blocks; the ledger has gone on to %d".formatted(height, ledger.height()));
            return;
        }
        Map<String, String> derived = figures(state, study(report, where));
        derived.forEach((name, value) -> {
            String told = report.at(name).asText();
            if (!told.equals(value)) {
                throw new Disagreement(where, "%s is '%s', derived is '%s'".formatted(name, told, value));
            }
        });
        log.passed(SUBJECT, "figures of report.json that are on the ledger", derived.size());
    }

    private JsonNode read(Path file, String where) throws IOException {
        try {
            return JsonMapper.builder().build().readTree(evidence.read(file, where));
        } catch (JsonProcessingException e) {
            throw new Disagreement(where, "is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static StudyId study(JsonNode report, String where) {
        try {
            return new StudyId(report.at("/study").asText());
        } catch (IllegalArgumentException e) {
            throw new Disagreement(where, String.valueOf(e.getMessage()), e);
        }
    }

    /** By the place in the report. */
    private static Map<String, String> figures(StateView state, StudyId id) {
        Study study = state.get(Keys.study(id));
        Earnings earned = state.get(Keys.earnings(id));
        Earnings earnings = earned == null ? Earnings.NONE : earned;
        long claimed = 0;
        for (var claim : state.range(StateKind.CLAIMED, id.value())) {
            claimed = Math.addExact(claimed, claim.value());
        }
        Map<String, String> figures = new TreeMap<>();
        figures.put("/model/hash", study == null ? "" : text(study.finalModel()));
        figures.put("/credit/returned", Long.toString(study == null ? 0 : study.returned()));
        figures.put("/credit/total", Long.toString(credited(earnings)));
        figures.put("/credit/statementRoot", root(state, id));
        figures.put("/claims/total", Long.toString(claimed));
        for (MemberCredit credit : earnings.members()) {
            figures.put("/credit/byMember/" + credit.member(), Long.toString(credit.amount()));
        }
        for (AccountAmount amount : earnings.accounts()) {
            Long paid = state.get(Keys.claimed(id, amount.account()));
            figures.put(
                    "/claims/byAccount/" + amount.account().value().replace("/", "~1"),
                    Long.toString(paid == null ? 0 : paid));
        }
        return figures;
    }

    private static long credited(Earnings earnings) {
        return earnings.members().stream().mapToLong(MemberCredit::amount).reduce(0L, Math::addExact);
    }

    private static String root(StateView state, StudyId id) {
        Integer epoch = state.get(Keys.approvedEpoch(id));
        Statement statement = epoch == null ? null : state.get(Keys.statement(id, epoch));
        return statement == null ? "" : statement.root().hex();
    }

    private static String text(@Nullable Digest digest) {
        return digest == null ? "" : digest.hex();
    }
}
