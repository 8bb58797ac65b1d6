package org.credence.protocol.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.Outcome;
import org.credence.protocol.Role;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.Settlement;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.StudyId;
import org.credence.protocol.TxContext;
import org.credence.protocol.encoding.Hashes;
import org.jspecify.annotations.Nullable;

/** A ledger of the rules alone, with a clock that only tests move, and the calls of a study without incidents. */
final class RulesLedger {
    static final Deadlines DEADLINES = new Deadlines(3600, 3600, 1800, 1800, 7200);

    private LedgerState state = new LedgerState();
    private long now = 1000;

    /** Members named A, B, C and so on, with the smallest safe threshold. */
    static RulesLedger of(int members) {
        var ledger = new RulesLedger();
        List<MemberId> all = members(members);
        int threshold = members - (2 * members / 3 + 1) + 1;
        ledger.done("A", Role.BOARD, new Command.InitCharter(all, threshold, List.of(new MemberId("AUD"))));
        return ledger;
    }

    static List<MemberId> members(int n) {
        return Stream.iterate('A', c -> (char) (c + 1))
                .limit(n)
                .map(c -> new MemberId(c.toString()))
                .toList();
    }

    static Digest hash(String symbol) {
        return Digest.sha256(symbol.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of the model before a round. */
    static Digest base(int round) {
        return hash(round == 0 ? "initial" : "model " + (round - 1));
    }

    LedgerState state() {
        return state;
    }

    long now() {
        return now;
    }

    void pass(long seconds) {
        now += seconds;
    }

    TxContext context(String org, Role role) {
        return new TxContext(new MemberId(org), role, org, now);
    }

    Outcome send(String org, Role role, Command command) {
        Outcome outcome = Rules.apply(state, command, context(org, role));
        state.apply(outcome);
        return outcome;
    }

    void done(String org, Role role, Command command) {
        Outcome outcome = send(org, role, command);
        assertThat(outcome.code())
                .as("%s by %s: %s", command, org, outcome.words())
                .isEqualTo(Code.OK);
    }

    void start(StudyId study, List<MemberId> members, int rounds, int window) {
        done("A", Role.MEMBER, proposal(study, rounds, window));
        for (MemberId member : members) {
            if (send(member.value(), Role.BOARD, new Command.ApproveStudy(study))
                            .event()
                    != null) {
                break;
            }
        }
        members.forEach(
                member -> done(member.value(), Role.MEMBER, new Command.Enrol(study, hash("rows of " + member))));
        done("A", Role.MEMBER, new Command.StartStudy(study));
    }

    static Command.ProposeStudy proposal(StudyId study, int rounds, int window) {
        return new Command.ProposeStudy(
                study,
                hash("specification"),
                base(0),
                rounds,
                Collections.nCopies(rounds, 100L),
                window,
                1000,
                0,
                1,
                Settlement.LEDGER,
                DEADLINES);
    }

    static Command.CommitUpdate commit(StudyId study, int round, MemberId member) {
        MemberId other = new MemberId(member.value().equals("A") ? "B" : "A");
        return new Command.CommitUpdate(
                study, round, base(round), hash("update " + round + " of " + member), 50, 10, List.of(other));
    }

    void round(StudyId study, List<MemberId> members, int round) {
        members.forEach(member -> done(member.value(), Role.MEMBER, commit(study, round, member)));
        done("A", Role.MEMBER, new Command.SealRound(study, round));
    }

    static ScoreVector scores(List<MemberId> members) {
        return new ScoreVector(
                members.stream().map(member -> new MemberScore(member, 1)).toList());
    }

    static Command.CommitScores commitScores(StudyId study, int window, MemberId evaluator, ScoreVector scores) {
        return new Command.CommitScores(
                study,
                window,
                Hashes.scoreCommitment(study, window, evaluator, Hashes.scores(study, window, scores), "nonce"));
    }

    static Command.RevealScores revealScores(StudyId study, int window, ScoreVector scores) {
        return new Command.RevealScores(study, window, Hashes.scores(study, window, scores), "nonce");
    }

    /** Up to published scores, with nobody's challenge. */
    void score(StudyId study, List<MemberId> members, int window) {
        ScoreVector scores = scores(members);
        members.forEach(member -> done(member.value(), Role.MEMBER, commitScores(study, window, member, scores)));
        done("A", Role.MEMBER, new Command.AdvanceWindow(study, window));
        members.forEach(member -> done(member.value(), Role.MEMBER, revealScores(study, window, scores)));
        done("A", Role.MEMBER, new Command.AdvanceWindow(study, window));
        done("A", Role.MEMBER, new Command.PublishScores(study, window, scores));
    }

    /** What a call would read and write now; the call is not done. */
    Footprint footprint(String org, Role role, Command command) {
        var watched = new WatchedState(state);
        Outcome outcome = Rules.apply(watched, command, context(org, role));
        assertThat(outcome.code())
                .as("%s by %s: %s", command, org, outcome.words())
                .isEqualTo(Code.OK);
        var writes = new TreeSet<String>();
        outcome.writes().forEach(write -> writes.add(write.key().ledgerKey()));
        return new Footprint(watched.points, watched.ranges, writes);
    }

    /** Keys that a transaction reads and writes, and prefixes of the ranges that it reads. */
    record Footprint(SortedSet<String> points, SortedSet<String> ranges, SortedSet<String> writes) {
        /** Whether a ledger that validates by versions refuses one of the two when both were simulated on the same state. */
        boolean conflictsWith(Footprint other) {
            return isHitBy(other) || other.isHitBy(this);
        }

        private boolean isHitBy(Footprint other) {
            return other.writes.stream()
                    .anyMatch(key -> points.contains(key)
                            || writes.contains(key)
                            || ranges.stream().anyMatch(key::startsWith));
        }
    }

    private static final class WatchedState implements StateView {
        private final StateView state;
        private final SortedSet<String> points = new TreeSet<>();
        private final SortedSet<String> ranges = new TreeSet<>();

        WatchedState(StateView state) {
            this.state = state;
        }

        @Override
        public <T> @Nullable T get(StateKey<T> key) {
            points.add(key.ledgerKey());
            return state.get(key);
        }

        @Override
        public <T> List<StateEntry<T>> range(StateKind<T> kind, String... firstAttributes) {
            ranges.add(StateKey.ledgerPrefix(kind, List.of(firstAttributes)));
            return new ArrayList<>(state.range(kind, firstAttributes));
        }
    }
}
