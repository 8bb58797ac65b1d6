package org.credence.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.credence.node.audit.Audit;
import org.credence.node.audit.AuditListener;
import org.credence.node.audit.AuditReport;
import org.credence.node.cli.local.Comparison;
import org.credence.node.cli.local.LocalRun;
import org.credence.node.cli.local.RunReport;
import org.credence.node.cli.local.StudyResult;
import org.credence.node.config.StudyFile;
import org.credence.node.data.Metric;
import org.credence.node.evidence.RunFolder;
import org.credence.node.privacy.PrivacyAccountant;
import org.credence.node.round.PartClock;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.Earnings;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberCredit;
import org.credence.protocol.MemberId;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StateView;
import org.credence.protocol.Statement;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.UpdateCommit;
import org.jspecify.annotations.Nullable;

/** Puts a run's report together. */
final class Reports {
    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;

    private Reports() {}

    static byte[] json(RunReport report) {
        try {
            return JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is plain data", e);
        }
    }

    /** The report; audits the folder on the way. */
    static RunReport of(StudyFile file, LocalRun.Outcome outcome, PartClock parts, RunFolder folder, String engine)
            throws IOException {
        StudyResult main = outcome.main();
        StateView state = main.state();
        StudyId id = main.book().spec().study();
        Book book = new Book(state, id, main);
        long auditStart = System.nanoTime();
        AuditReport audit = Audit.of(folder.root()).run(AuditListener.NONE);
        double auditSeconds = (System.nanoTime() - auditStart) / NANOS;
        SortedMap<String, String> failures = new TreeMap<>();
        main.failures().forEach((member, why) -> failures.put(member.value(), why));
        return new RunReport(
                id.value(),
                metric(outcome),
                main.book().spec().schedule().rounds(),
                new RunReport.Model(main.modelHash().hex()),
                new RunReport.LedgerFigures(outcome.height(), main.transactions(), engine),
                book.credit(),
                book.claims(),
                book.privacy(file),
                bytes(outcome),
                book.contribution(),
                new RunReport.AuditFigures(
                        audit.passed() ? "pass" : "fail",
                        audit.checks().stream()
                                .mapToLong(check -> check.count())
                                .sum(),
                        audit.finding().map(Object::toString).orElse(""),
                        audit.notes().stream()
                                .map(note -> note.where() + ": " + note.what())
                                .toList()),
                new RunReport.Seconds(
                        outcome.took().toNanos() / NANOS,
                        parts.spent(PartClock.Part.TRAINING).toNanos() / NANOS,
                        parts.spent(PartClock.Part.LEDGER).toNanos() / NANOS,
                        parts.spent(PartClock.Part.CONTRIBUTION).toNanos() / NANOS,
                        auditSeconds),
                outcome.warnings(),
                failures);
    }

    private static RunReport.Metric metric(LocalRun.Outcome outcome) {
        List<Comparison> all =
                outcome.folds().isEmpty() ? outcome.main().comparison().stream().toList() : outcome.folds();
        SortedMap<String, Double> local = new TreeMap<>();
        if (!all.isEmpty()) {
            for (int i = 0; i < all.get(0).local().size(); i++) {
                int member = i;
                local.put(
                        all.get(0).local().get(i).member().value(),
                        mean(all, comparison -> comparison.local().get(member).value()));
            }
        }
        return new RunReport.Metric(
                all.isEmpty()
                        ? Metric.of(outcome.main().book().model().task()).title()
                        : all.get(0).metric(),
                mean(all, Comparison::federated),
                mean(all, Comparison::pooled),
                mean(all, Comparison::localMean),
                local);
    }

    private static double mean(List<Comparison> all, ToDoubleFunction<Comparison> value) {
        return all.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static RunReport.Bytes bytes(LocalRun.Outcome outcome) {
        SortedMap<String, Long> byMember = new TreeMap<>();
        outcome.bytesSent().forEach((member, bytes) -> byMember.put(member.value(), bytes));
        return new RunReport.Bytes(
                byMember.values().stream().mapToLong(Long::longValue).sum(), byMember);
    }

    /** What the ledger says of one study. */
    private record Book(StateView state, StudyId id, StudyResult result) {
        RunReport.Credit credit() {
            StudyTerms terms = present(state.get(Keys.terms(id)));
            Study study = present(state.get(Keys.study(id)));
            long budget = present(state.get(Keys.budgets(id))).sum(0, terms.rounds() - 1);
            long carried = 0;
            for (int window = 0; window < terms.windows(); window++) {
                ScoreWindow record = state.get(Keys.window(id, window));
                carried += record == null ? 0 : record.carry();
            }
            SortedMap<String, Long> byMember = members();
            long total = 0;
            for (MemberCredit credit : earnings().members()) {
                byMember.put(credit.member().value(), credit.amount());
                total = Math.addExact(total, credit.amount());
            }
            Integer epoch = state.get(Keys.approvedEpoch(id));
            Statement statement = epoch == null ? null : state.get(Keys.statement(id, epoch));
            String root = statement == null ? "" : statement.root().hex();
            return new RunReport.Credit(total, carried, study.returned(), budget, root, byMember);
        }

        RunReport.Claims claims() {
            SortedMap<String, Long> byAccount = new TreeMap<>();
            long total = 0;
            for (AccountAmount account : earnings().accounts()) {
                Long claimed = state.get(Keys.claimed(id, account.account()));
                byAccount.put(account.account().value(), claimed == null ? 0 : claimed);
                total = Math.addExact(total, claimed == null ? 0 : claimed);
            }
            return new RunReport.Claims(total, byAccount);
        }

        RunReport.Privacy privacy(StudyFile file) {
            PrivacyAccountant accountant = PrivacyAccountant.of(file.privacy());
            SortedMap<String, Double> byMember = new TreeMap<>();
            int most = 0;
            for (MemberId member : enrolled()) {
                Long spent = state.get(Keys.privacy(id, member));
                byMember.put(member.value(), spent == null ? 0 : spent / MICROS);
                most = Math.max(most, updates(member));
            }
            return new RunReport.Privacy(
                    file.privacy().noise().name().toLowerCase(Locale.ROOT),
                    accountant.protects(),
                    Double.parseDouble(file.privacy().delta().toString()),
                    accountant.statementAfter(most),
                    byMember);
        }

        RunReport.Contribution contribution() {
            SortedMap<String, Long> scores = members();
            StudyTerms terms = present(state.get(Keys.terms(id)));
            for (int window = 0; window < terms.windows(); window++) {
                ScoreWindow record = state.get(Keys.window(id, window));
                if (record != null && record.vector() != null) {
                    record.vector()
                            .scores()
                            .forEach(score -> scores.merge(score.member().value(), score.score(), Math::addExact));
                }
            }
            return new RunReport.Contribution(
                    result.book().spec().contribution().method().name().toLowerCase(Locale.ROOT), scores);
        }

        private int updates(MemberId member) {
            StudyTerms terms = present(state.get(Keys.terms(id)));
            int updates = 0;
            for (int round = 0; round < terms.rounds(); round++) {
                UpdateCommit commit = state.get(Keys.commit(id, round, member));
                updates += commit == null ? 0 : 1;
            }
            return updates;
        }

        private Earnings earnings() {
            Earnings earnings = state.get(Keys.earnings(id));
            return earnings == null ? Earnings.NONE : earnings;
        }

        private List<MemberId> enrolled() {
            return present(state.get(Keys.enrolled(id))).members();
        }

        private SortedMap<String, Long> members() {
            SortedMap<String, Long> zero = new TreeMap<>();
            enrolled().forEach(member -> zero.put(member.value(), 0L));
            return zero;
        }

        private static <T> T present(@Nullable T fact) {
            if (fact == null) {
                throw new IllegalStateException("a study that ended has all its records");
            }
            return fact;
        }
    }
}
