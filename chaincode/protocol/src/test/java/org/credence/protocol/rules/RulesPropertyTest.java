package org.credence.protocol.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AgreedModel;
import org.credence.protocol.Budgets;
import org.credence.protocol.Digest;
import org.credence.protocol.Earnings;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberCredit;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.Statement;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.UpdateCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds after every step of every life of a study; stated from the state alone, apart from the rules. */
class RulesPropertyTest {
    private static final StudyId STUDY = RandomWalk.STUDY;
    private static final int STEPS = 250;

    /** Facts that never change once they are written. */
    private static final List<StateKind<?>> IMMUTABLE = List.of(
            StateKind.TERMS,
            StateKind.BUDGETS,
            StateKind.ENROLMENT,
            StateKind.ENROLLED,
            StateKind.COMMIT,
            StateKind.ATTESTATION,
            StateKind.INCLUDED,
            StateKind.MODEL,
            StateKind.SCORE_COMMIT,
            StateKind.SCORE_REVEAL,
            StateKind.CREDIT,
            StateKind.STATEMENT,
            StateKind.FLAG,
            StateKind.ANCHOR);

    static LongStream seeds() {
        return LongStream.range(0, 120);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void invariantsHoldAtEveryStep(long seed) {
        var walk = new RandomWalk(seed);
        for (int i = 0; i < STEPS; i++) {
            RandomWalk.Step step = walk.next();
            refusalsChangeNothing(step);
            decisionsRepeat(step);
            factsStayAsTheyAre(step);
            nodesAreRegisteredByTheirOwnersAlone(step);
            nodesCountWhileTheirOwnersAreActive(step.after());
            LedgerState state = step.after();
            if (state.get(Keys.terms(STUDY)) != null) {
                moneyIsConserved(state);
                claimsStayWithinCredit(state);
                privacyStaysWithinBudget(state);
                includedMembersCommittedOnTheAgreedModel(state);
                modelsHaveAQuorum(state);
                harmIsNeverPaid(state);
            }
        }
    }

    /** Else the properties would hold of walks that go nowhere. */
    @Test
    void theWalksReachEveryCorner() {
        Set<Study.Status> studies = EnumSet.noneOf(Study.Status.class);
        Set<ScoreWindow.Status> windows = EnumSet.noneOf(ScoreWindow.Status.class);
        long claimed = 0;
        long waiting = 0;
        long nodes = 0;
        for (long seed = 0; seed < 40; seed++) {
            var walk = new RandomWalk(seed);
            for (int i = 0; i < STEPS; i++) {
                LedgerState state = walk.next().after();
                state.range(StateKind.STUDY)
                        .forEach(study -> studies.add(study.value().status()));
                state.range(StateKind.WINDOW)
                        .forEach(window -> windows.add(window.value().status()));
                claimed += i == STEPS - 1 ? state.range(StateKind.CLAIMED).size() : 0;
                int counting = i == STEPS - 1 ? NodeDirectory.nodes(state).size() : 0;
                nodes += counting;
                waiting += i == STEPS - 1 ? state.range(StateKind.NODE).size() - counting : 0;
            }
        }
        assertThat(studies).containsExactlyInAnyOrder(Study.Status.values());
        assertThat(windows)
                .contains(
                        ScoreWindow.Status.PROVISIONAL,
                        ScoreWindow.Status.CHALLENGED,
                        ScoreWindow.Status.DISPUTED_SCORES,
                        ScoreWindow.Status.RULED,
                        ScoreWindow.Status.FINAL);
        assertThat(claimed).isGreaterThan(20);
        assertThat(nodes).isGreaterThan(20);
        assertThat(waiting).isGreaterThan(5);
    }

    private static void refusalsChangeNothing(RandomWalk.Step step) {
        if (step.outcome().code().isRefusal()) {
            assertThat(step.outcome().writes())
                    .as("%s of %s", step.outcome(), step.command())
                    .allMatch(write -> write.key().kind() == StateKind.FLAG);
            assertThat(step.outcome().event()).isNull();
            assertThat(step.outcome().words())
                    .as("words of %s", step.outcome().code())
                    .isNotBlank();
        }
    }

    private static void decisionsRepeat(RandomWalk.Step step) {
        assertThat(Rules.apply(step.before(), step.command(), step.sender())).isEqualTo(step.outcome());
    }

    private static void factsStayAsTheyAre(RandomWalk.Step step) {
        for (StateEntry<?> write : step.outcome().writes()) {
            if (IMMUTABLE.contains(write.key().kind())) {
                Object before = step.before().get(write.key());
                assertThat(before == null || before.equals(write.value()))
                        .as("%s by %s", write.key(), step.command())
                        .isTrue();
            }
        }
    }

    private static void nodesAreRegisteredByTheirOwnersAlone(RandomWalk.Step step) {
        for (StateEntry<?> write : step.outcome().writes()) {
            if (write.key().kind() == StateKind.NODE) {
                MemberId caller = step.sender().caller();
                Membership standing = step.before().get(Keys.member(caller));
                assertThat(write.key()).isEqualTo(Keys.node(caller));
                assertThat(step.outcome().writes()).hasSize(1);
                assertThat(standing == null || standing.status() != Membership.Status.EXPELLED)
                        .as("%s registers", caller)
                        .isTrue();
            }
        }
    }

    private static void nodesCountWhileTheirOwnersAreActive(LedgerState state) {
        for (MemberId member : NodeDirectory.nodes(state).keySet()) {
            assertThat(state.get(Keys.member(member)).isActive()).isTrue();
            assertThat(NodeDirectory.nodeOf(state, member)).contains(state.get(Keys.node(member)));
        }
        for (var standing : state.range(StateKind.MEMBER)) {
            var member = new MemberId(standing.key().attribute(0));
            assertThat(NodeDirectory.nodes(state).containsKey(member))
                    .isEqualTo(standing.value().isActive() && state.get(Keys.node(member)) != null);
        }
    }

    /** Every unit of the budget is credited, carried, returned, or still to be earned. */
    private static void moneyIsConserved(LedgerState state) {
        StudyTerms terms = state.get(Keys.terms(STUDY));
        Budgets budgets = state.get(Keys.budgets(STUDY));
        Study study = state.get(Keys.study(STUDY));
        long sum = study.returned();
        for (int index = 0; index < terms.windows(); index++) {
            ScoreWindow window = state.get(Keys.window(STUDY, index));
            boolean isVoid = window == null
                    ? study.status() == Study.Status.ABORTED
                    : window.status() == ScoreWindow.Status.VOID;
            if (window != null && window.status() == ScoreWindow.Status.FINAL) {
                sum += state.get(Keys.credit(STUDY, index)).members().stream()
                        .mapToLong(MemberCredit::amount)
                        .sum();
            } else if (!isVoid) {
                sum += budgets.sum(terms.firstRound(index), terms.lastRound(index));
            }
            sum += window == null ? 0 : window.carry();
        }
        assertThat(sum).isEqualTo(budgets.sum(0, terms.rounds() - 1));

        Earnings earned = state.get(Keys.earnings(STUDY));
        if (earned != null) {
            assertThat(earned.accounts().stream()
                            .mapToLong(AccountAmount::amount)
                            .sum())
                    .isEqualTo(earned.members().stream()
                            .mapToLong(MemberCredit::amount)
                            .sum());
        }
    }

    private static void claimsStayWithinCredit(LedgerState state) {
        Integer newest = state.get(Keys.approvedEpoch(STUDY));
        List<StateEntry<Long>> claims = state.range(StateKind.CLAIMED, STUDY.value());
        if (newest == null) {
            assertThat(claims).isEmpty();
            return;
        }
        Statement statement = state.get(Keys.statement(STUDY, newest));
        for (StateEntry<Long> claim : claims) {
            assertThat(statement.amounts())
                    .anyMatch(owed ->
                            owed.account().value().equals(claim.key().attribute(1)) && claim.value() <= owed.amount());
        }
        Statement before = state.get(Keys.statement(STUDY, newest - 1));
        if (before != null) {
            assertThat(before.amounts())
                    .allMatch(earlier -> statement.amounts().stream()
                            .anyMatch(later ->
                                    later.account().equals(earlier.account()) && later.amount() >= earlier.amount()));
        }
    }

    private static void privacyStaysWithinBudget(LedgerState state) {
        StudyTerms terms = state.get(Keys.terms(STUDY));
        for (StateEntry<Long> spent : state.range(StateKind.PRIVACY, STUDY.value())) {
            long commits = state.range(StateKind.COMMIT, STUDY.value()).stream()
                    .filter(commit ->
                            commit.key().attribute(2).equals(spent.key().attribute(1)))
                    .mapToLong(commit -> commit.value().epsilonMicros())
                    .sum();
            assertThat(spent.value()).isEqualTo(commits).isBetween(0L, terms.privacyBudget());
        }
    }

    private static void includedMembersCommittedOnTheAgreedModel(LedgerState state) {
        for (var included : state.range(StateKind.INCLUDED, STUDY.value())) {
            int round = round(included.key());
            EnrolledSet enrolled = state.get(Keys.enrolled(STUDY));
            assertThat(enrolled.members()).containsAll(included.value().members());
            assertThat(included.value().members()).hasSizeGreaterThanOrEqualTo(enrolled.leastIncluded());
            Digest base = round == 0
                    ? state.get(Keys.terms(STUDY)).initial()
                    : state.get(Keys.model(STUDY, round - 1)).model();
            for (MemberId member : included.value().members()) {
                assertThat(state.get(Keys.commit(STUDY, round, member)).base()).isEqualTo(base);
            }
        }
    }

    private static void modelsHaveAQuorum(LedgerState state) {
        for (var model : state.range(StateKind.MODEL, STUDY.value())) {
            int round = round(model.key());
            EnrolledSet enrolled = state.get(Keys.enrolled(STUDY));
            long votes = enrolled.members().stream()
                    .filter(member -> {
                        UpdateCommit next = state.get(Keys.commit(STUDY, round + 1, member));
                        Digest vote = next == null ? state.get(Keys.attestation(STUDY, round, member)) : next.base();
                        return model.value().model().equals(vote);
                    })
                    .count();
            assertThat(votes)
                    .isGreaterThanOrEqualTo(
                            model.value().source() == AgreedModel.Source.QUORUM
                                    ? enrolled.quorum()
                                    : enrolled.leastIncluded());
        }
    }

    private static void harmIsNeverPaid(LedgerState state) {
        for (var credit : state.range(StateKind.CREDIT, STUDY.value())) {
            ScoreWindow window = state.get(Keys.window(STUDY, round(credit.key())));
            for (MemberCredit paid : credit.value().members()) {
                assertThat(paid.amount()).isPositive();
                assertThat(window.vector().scores())
                        .anyMatch(score -> score.member().equals(paid.member()) && score.score() > 0);
            }
        }
    }

    private static int round(StateKey<?> key) {
        return Integer.parseInt(key.attribute(1));
    }
}
