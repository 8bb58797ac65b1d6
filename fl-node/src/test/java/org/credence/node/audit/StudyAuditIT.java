package org.credence.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AccountId;
import org.credence.protocol.AgreedModel;
import org.credence.protocol.Credits;
import org.credence.protocol.Digest;
import org.credence.protocol.Earnings;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberCredit;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StateKey;
import org.credence.protocol.Statement;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.UpdateCommit;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.rules.LedgerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the audit of a study says when the ledger says something that does not follow from the updates. */
@ExtendWith(SharedRun.class)
class StudyAuditIT {
    private static final StudyId STUDY = AuditedRun.STUDY;
    private static final MemberId B = new MemberId("B");
    private static final Digest OTHER = Digest.sha256(new byte[] {1});

    /**
     * One fact told otherwise.
     *
     * @param where of the finding
     * @param what a part of what it must say
     */
    private record Lie<T>(StateKey<T> key, UnaryOperator<T> lie, String where, String what) {
        LedgerState told(LedgerState truth) {
            T fact = truth.get(key);
            assertThat(fact).as("%s", key).isNotNull();
            LedgerState told = truth.copy();
            told.apply(key.ledgerKey(), CanonicalJson.encode(lie.apply(fact)));
            return told;
        }

        @Override
        public String toString() {
            return key.toString();
        }
    }

    static Stream<Lie<?>> lies() {
        return Stream.of(
                new Lie<>(Keys.terms(STUDY), StudyAuditIT::withOtherWindow, "study small", "the specification says"),
                new Lie<>(
                        Keys.enrolment(STUDY, B), any -> OTHER, "study small, B", "manifest " + OTHER + " is missing"),
                new Lie<>(
                        Keys.commit(STUDY, 1, B),
                        commit -> with(commit, commit.base(), OTHER, commit.epsilonMicros()),
                        "study small, round 1, B",
                        "update " + OTHER + " is missing"),
                new Lie<>(
                        Keys.commit(STUDY, 1, B),
                        commit -> with(commit, OTHER, commit.update(), commit.epsilonMicros()),
                        "study small, round 1, B",
                        "the round starts from"),
                new Lie<>(
                        Keys.commit(STUDY, 2, B),
                        commit -> with(commit, commit.base(), commit.update(), commit.epsilonMicros() - 1),
                        "study small, round 2, B",
                        "the accountant counts"),
                new Lie<>(Keys.privacy(STUDY, B), spent -> spent + 1, "study small, B", "on record are"),
                new Lie<>(
                        Keys.model(STUDY, 1),
                        model -> new AgreedModel(OTHER, model.source()),
                        "study small, round 1",
                        "the members agreed on " + OTHER),
                new Lie<>(
                        Keys.model(STUDY, 1),
                        model -> new AgreedModel(OTHER, AgreedModel.Source.RULED),
                        "study small, round 1",
                        "the board ruled " + OTHER),
                new Lie<>(
                        Keys.window(STUDY, 1),
                        window -> withScore(window, 1),
                        "study small, window 1, B",
                        "the updates give"),
                new Lie<>(
                        Keys.credit(STUDY, 0),
                        credits -> new Credits(raised(credits.members())),
                        "study small, window 0",
                        "the scores give"),
                new Lie<>(
                        Keys.earnings(STUDY),
                        earnings -> new Earnings(raised(earnings.members()), earnings.accounts()),
                        "study small",
                        "the windows give"),
                new Lie<>(Keys.study(STUDY), study -> study.returning(1), "study small", "1 returned"),
                new Lie<>(
                        Keys.study(STUDY),
                        study -> study.complete(OTHER),
                        "study small",
                        "the final model is " + OTHER),
                new Lie<>(
                        Keys.study(STUDY),
                        study -> study.with(Study.Status.CLOSING),
                        "study small",
                        "blocks are missing"),
                new Lie<>(
                        Keys.statement(STUDY, 1),
                        statement -> new Statement(OTHER, statement.amounts(), statement.root()),
                        "study small, statement 1",
                        "has the domain"),
                new Lie<>(
                        Keys.statement(STUDY, 1),
                        statement -> new Statement(statement.domain(), statement.amounts(), OTHER),
                        "study small, statement 1",
                        "its accounts give"),
                new Lie<>(
                        Keys.statement(STUDY, 1),
                        StudyAuditIT::withMoreForOne,
                        "study small, statement 1",
                        "which no final windows credited"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void aFactThatDoesNotFollowIsFoundWhereItStands(Lie<?> lie, AuditedRun run) {
        assertThat(audit(run, lie.told(run.state()), new ArrayList<>())).hasValueSatisfying(finding -> {
            assertThat(finding.where()).isEqualTo(lie.where());
            assertThat(finding.what()).contains(lie.what());
        });
    }

    @Test
    void anAccountThatWasPaidMoreThanItIsOwedIsFound(AuditedRun run) {
        AccountId account =
                run.state().get(Keys.earnings(STUDY)).accounts().get(0).account();
        Lie<Long> lie = new Lie<>(Keys.claimed(STUDY, account), paid -> paid + 1, "study small, " + account, "");
        assertThat(audit(run, lie.told(run.state()), new ArrayList<>()))
                .hasValueSatisfying(finding -> assertThat(finding.where()).isEqualTo(lie.where()));
    }

    @Test
    void rowsOtherThanTheManifestsAreNotedAndChangeNothing(AuditedRun run) {
        var lie = new Lie<>(
                Keys.commit(STUDY, 0, B),
                commit ->
                        new UpdateCommit(commit.base(), commit.update(), 99, commit.epsilonMicros(), commit.receipts()),
                "",
                "");
        var notes = new ArrayList<Note>();
        assertThat(audit(run, lie.told(run.state()), notes)).isEmpty();
        assertThat(notes)
                .anyMatch(note ->
                        note.where().equals("study small, B") && note.what().startsWith("1 of 4 commits"));
    }

    @Test
    void scoresThatTheBoardRuledAreNamedAndTheirCreditMustStillFollow(AuditedRun run) {
        var rulings = new Rulings();
        rulings.add(STUDY, 1);
        var log = new AuditLog(AuditListener.NONE);
        LedgerState told =
                new Lie<>(Keys.window(STUDY, 1), window -> withScore(window, 1_000_000_000), "", "").told(run.state());
        assertThat(run.auditStudy(told, rulings, log)).hasValueSatisfying(finding -> {
            assertThat(finding.where()).isEqualTo("study small, window 1");
            assertThat(finding.what()).contains("the scores give");
        });
        assertThat(log.notes())
                .anyMatch(note -> note.where().equals("study small, window 1")
                        && note.what()
                                .equals("the board ruled on the scores; they are not those that the updates give"));
    }

    private static Optional<Finding> audit(AuditedRun run, LedgerState state, List<Note> notes) {
        var log = new AuditLog(AuditListener.NONE);
        Optional<Finding> finding = run.auditStudy(state, new Rulings(), log);
        notes.addAll(log.notes());
        return finding;
    }

    private static StudyTerms withOtherWindow(StudyTerms terms) {
        return new StudyTerms(
                terms.lead(),
                terms.specHash(),
                terms.initial(),
                terms.rounds(),
                terms.window() + 1,
                terms.privacyBudget(),
                terms.quorum(),
                terms.receipts(),
                terms.settlement(),
                terms.deadlines());
    }

    private static UpdateCommit with(UpdateCommit commit, Digest base, Digest update, long epsilonMicros) {
        return new UpdateCommit(base, update, commit.examples(), epsilonMicros, commit.receipts());
    }

    private static ScoreWindow withScore(ScoreWindow window, long more) {
        var scores = window.vector().scores().stream()
                .map(score -> score.member().equals(B) ? new MemberScore(B, score.score() + more) : score)
                .toList();
        return new ScoreWindow(
                window.status(), window.opened(), window.digest(), new ScoreVector(scores), window.carry());
    }

    private static List<MemberCredit> raised(List<MemberCredit> credits) {
        var raised = new ArrayList<>(credits);
        raised.set(0, new MemberCredit(credits.get(0).member(), credits.get(0).amount() + 1));
        return raised;
    }

    private static Statement withMoreForOne(Statement statement) {
        var amounts = new ArrayList<>(statement.amounts());
        amounts.set(
                0, new AccountAmount(amounts.get(0).account(), amounts.get(0).amount() + 1));
        return new Statement(statement.domain(), amounts, statement.root());
    }
}
