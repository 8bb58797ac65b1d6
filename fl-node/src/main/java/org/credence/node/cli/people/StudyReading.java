package org.credence.node.cli.people;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.credence.node.round.Readings;
import org.credence.protocol.AgreedModel;
import org.credence.protocol.Ballot;
import org.credence.protocol.Budgets;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.jspecify.annotations.Nullable;

/**
 * A study as the ledger has it.
 *
 * @param now where it stands
 */
record StudyReading(StateView state, StudyId id, StudyTerms terms, Study now) {
    private static final int MICRO_DIGITS = 6;

    /**
     * Reads a study.
     *
     * @throws NotThereException if the ledger has none of this name
     */
    static StudyReading of(StateView state, StudyId id) {
        StudyTerms terms = state.get(Keys.terms(id));
        Study now = state.get(Keys.study(id));
        if (terms == null || now == null) {
            List<String> known = state.range(StateKind.TERMS).stream()
                    .map(entry -> entry.key().attribute(0))
                    .toList();
            throw new NotThereException("the ledger has no study %s; it has %s".formatted(id, known));
        }
        return new StudyReading(state, id, terms, now);
    }

    /** All studies, in the order of their names. */
    static List<StudyReading> all(StateView state) {
        return state.range(StateKind.TERMS).stream()
                .map(entry -> of(state, new StudyId(entry.key().attribute(0))))
                .toList();
    }

    /** One line's worth. */
    Sheet brief() {
        return new Sheet()
                .text("study", id)
                .text("status", now.status())
                .text("lead", terms.lead())
                .text("round", "%s of %s".formatted(now.round(), terms.rounds()))
                .text("specification", terms.specHash());
    }

    /** What was proposed: what a vote or an enrollment says yes to. */
    Sheet proposal() {
        Budgets budgets = state.get(Keys.budgets(id));
        var sheet = new Sheet()
                .text("study", id)
                .text("lead", terms.lead())
                .text("specification", terms.specHash())
                .text("initialModel", terms.initial())
                .number("rounds", terms.rounds())
                .number("scoreWindow", terms.window())
                .text("epsilonBudget", epsilon(terms.privacyBudget()))
                .text("quorum", terms.quorum() == 0 ? "floor(2n/3)+1 of the enrolled" : terms.quorum())
                .number("receipts", terms.receipts())
                .text("settlement", terms.settlement());
        if (budgets != null) {
            sheet.number("incentiveBudget", budgets.sum(0, terms.rounds() - 1));
        }
        return sheet;
    }

    /** Everything. */
    Sheet full() {
        Sheet sheet = proposal().text("status", now.status()).number("round", now.round());
        deadline(sheet);
        EnrolledSet enrolled = state.get(Keys.enrolled(id));
        if (enrolled == null) {
            sheet.texts("approvedBy", Votes.on(state, Ballot.approval(id)).supporters());
            sheet.texts("enrolled", enrolments());
            return sheet;
        }
        sheet.texts("enrolled", enrolled.members()).number("quorumOfEnrolled", enrolled.quorum());
        if (now.status() == Study.Status.RUNNING) {
            sheet.texts("committed", committed(enrolled));
        }
        sheet.text("newestModel", newestModel());
        sheet.text("finalModel", now.finalModel());
        sheet.sheet("windows", windows());
        sheet.sheet("credit", credit());
        sheet.sheet("epsilonSpent", spent(enrolled));
        sheet.number("returned", now.returned());
        sheet.number("approvedEpoch", Readings.approvedEpoch(state, id));
        sheet.texts("flags", flags());
        return sheet;
    }

    private void deadline(Sheet sheet) {
        if (now.status() == Study.Status.OPEN) {
            sheet.text(
                    "enrollmentEnds",
                    Instant.ofEpochSecond(now.opened() + terms.deadlines().enrol()));
        } else if (now.status() == Study.Status.RUNNING) {
            sheet.text(
                    "roundEnds",
                    Instant.ofEpochSecond(now.opened() + terms.deadlines().round()));
        }
    }

    /** Who enrolled so far, in the order of their ids. */
    List<MemberId> enrolments() {
        return state.range(StateKind.ENROLMENT, id.value()).stream()
                .map(entry -> new MemberId(entry.key().attribute(1)))
                .toList();
    }

    private List<MemberId> committed(EnrolledSet enrolled) {
        return enrolled.members().stream()
                .filter(member -> state.get(Keys.commit(id, now.round(), member)) != null)
                .toList();
    }

    private @Nullable String newestModel() {
        for (int round = now.round() - 1; round >= 0; round--) {
            AgreedModel model = state.get(Keys.model(id, round));
            if (model != null) {
                return "%s after round %s, %s".formatted(model.model(), round, model.source());
            }
        }
        return null;
    }

    private Sheet windows() {
        Map<ScoreWindow.Status, Integer> counts = new EnumMap<>(ScoreWindow.Status.class);
        for (int window = 0; window < terms.windows(); window++) {
            counts.merge(Readings.windowStatus(state, id, window), 1, Integer::sum);
        }
        var sheet = new Sheet();
        counts.forEach((status, count) -> sheet.number(status.name(), count));
        return sheet;
    }

    private Sheet credit() {
        var sheet = new Sheet();
        Readings.earnings(state, id)
                .members()
                .forEach(credit -> sheet.number(credit.member().value(), credit.amount()));
        return sheet;
    }

    private Sheet spent(EnrolledSet enrolled) {
        var sheet = new Sheet();
        for (MemberId member : enrolled.members()) {
            Long micros = state.get(Keys.privacy(id, member));
            sheet.text(member.value(), epsilon(micros == null ? 0 : micros));
        }
        return sheet;
    }

    private List<String> flags() {
        var flags = new ArrayList<String>();
        state.range(StateKind.FLAG, id.value())
                .forEach(flag -> flags.add("%s %s at %s"
                        .formatted(
                                flag.key().attribute(1),
                                flag.key().attribute(2),
                                flag.key().attribute(3))));
        return flags;
    }

    /** Millionths as decimal text. */
    static String epsilon(long micros) {
        return BigDecimal.valueOf(micros, MICRO_DIGITS).stripTrailingZeros().toPlainString();
    }
}
