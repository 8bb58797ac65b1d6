package org.credence.protocol.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.credence.protocol.AccountId;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.IncludedSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.Outcome;
import org.credence.protocol.Role;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.Settlement;
import org.credence.protocol.Share;
import org.credence.protocol.Split;
import org.credence.protocol.Statement;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.TxContext;
import org.credence.protocol.encoding.Hashes;

/**
 * A random life of one study among four or five members, some of whom lie, stay silent or misbehave: at each step a few plausible
 * calls are drawn, and one that would be accepted is sent rather than one that would not. The same seed walks the same way.
 */
final class RandomWalk {
    static final StudyId STUDY = new StudyId("S");

    private static final int CANDIDATES = 12;

    /** A call that was sent, and what came of it. */
    record Step(LedgerState before, Command command, TxContext sender, Outcome outcome, LedgerState after) {}

    private record Call(String org, Role role, Command command) {}

    private final SplittableRandom random;
    private final List<MemberId> members;
    private final LedgerState state = new LedgerState();
    private final int rounds;
    private final int window;
    private long now = 1000;

    RandomWalk(long seed) {
        random = new SplittableRandom(seed);
        members = RulesLedger.members(4 + random.nextInt(2));
        rounds = 1 + random.nextInt(4);
        window = 1 + random.nextInt(Math.min(2, rounds));
        send(new Call("A", Role.BOARD, new Command.InitCharter(members, 2, List.of(new MemberId("AUD")))));
    }

    Step next() {
        var candidates = new ArrayList<Call>();
        for (int i = 0; i < CANDIDATES; i++) {
            candidates.add(draw());
        }
        now += random.nextInt(4) > 0 ? random.nextInt(60) : random.nextInt(8000);
        Call chosen = candidates.get(0);
        if (random.nextInt(6) > 0) {
            for (Call candidate : candidates) {
                if (Rules.apply(state, candidate.command(), context(candidate)).code() == Code.OK) {
                    chosen = candidate;
                    break;
                }
            }
        }
        return send(chosen);
    }

    private Step send(Call call) {
        LedgerState before = state.copy();
        TxContext context = context(call);
        Outcome outcome = Rules.apply(state, call.command(), context);
        state.apply(outcome);
        return new Step(before, call.command(), context, outcome, state.copy());
    }

    private TxContext context(Call call) {
        return new TxContext(new MemberId(call.org()), call.role(), call.org(), now);
    }

    private Call draw() {
        String org = random.nextInt(25) == 0 ? "X" : pick(members).value();
        Study study = state.get(Keys.study(STUDY));
        if (random.nextInt(40) == 0) {
            return new Call(org, Role.BOARD, membership());
        }
        if (random.nextInt(40) == 0) {
            return new Call(random.nextInt(4) == 0 ? "F" : org, Role.MEMBER, registration());
        }
        if (study == null) {
            return new Call(org, Role.MEMBER, proposal());
        }
        return switch (study.status()) {
            case PROPOSED -> new Call(org, Role.BOARD, new Command.ApproveStudy(STUDY));
            case OPEN -> new Call(org, Role.MEMBER, enrolment());
            default ->
                switch (random.nextInt(20)) {
                    case 0, 1, 2 -> new Call(org, Role.BOARD, settlement());
                    case 3, 4, 5 -> claim();
                    case 6 ->
                        new Call(
                                org,
                                Role.BOARD,
                                random.nextInt(8) == 0
                                        ? new Command.AbortStudy(STUDY)
                                        : new Command.Resolve(
                                                STUDY, base(study.round()), RulesLedger.hash("evidence")));
                    default ->
                        random.nextBoolean()
                                ? new Call(org, Role.MEMBER, round(study.round()))
                                : scoring(org, study.round());
                };
        };
    }

    private Command membership() {
        MemberId member = random.nextInt(4) == 0 ? new MemberId("F") : pick(members);
        return switch (random.nextInt(5)) {
            case 0 -> new Command.Admit(member);
            case 1 -> new Command.Suspend(member);
            case 2 -> new Command.Reinstate(member);
            case 3 -> new Command.Expel(member);
            default -> new Command.SetThreshold(1 + random.nextInt(4));
        };
    }

    private Command registration() {
        return NodeRulesTest.registration(
                "https://n%s.example:8443".formatted(random.nextInt(3)),
                pick(List.of("root one", "root two", "root of 2090")));
    }

    private Command proposal() {
        var budgets = new ArrayList<Long>();
        for (int i = 0; i < rounds; i++) {
            budgets.add(pick(List.of(0L, 7L, 100L, 1001L)));
        }
        return new Command.ProposeStudy(
                STUDY,
                RulesLedger.hash("specification"),
                RulesLedger.base(0),
                rounds,
                budgets,
                window,
                30,
                0,
                random.nextInt(2),
                Settlement.LEDGER,
                new Deadlines(3600, 3600, 1800, 1800, 7200));
    }

    private Command enrolment() {
        return switch (random.nextInt(8)) {
            case 0 ->
                new Command.RegisterBeneficiaries(
                        STUDY,
                        new Split(List.of(
                                new Share(new AccountId("p1/p1"), 4286),
                                new Share(new AccountId("p2/p2"), 4286),
                                new Share(new AccountId("p3/p3"), 1428))));
            case 1 -> new Command.StartStudy(STUDY);
            default -> new Command.Enrol(STUDY, RulesLedger.hash("rows"));
        };
    }

    /** The right base mostly, else one that liars agree on. */
    private Digest base(int round) {
        return random.nextInt(8) > 0 ? RulesLedger.base(round) : RulesLedger.hash("lie " + round);
    }

    private Command round(int open) {
        int round = random.nextInt(10) > 0 ? open : Math.max(0, open - 1 + random.nextInt(3));
        return switch (random.nextInt(6)) {
            case 0 -> new Command.SealRound(STUDY, round);
            case 1 -> new Command.CloseStudy(STUDY);
            case 2 -> new Command.AttestModel(STUDY, round - 1, base(round));
            default ->
                new Command.CommitUpdate(
                        STUDY,
                        round,
                        base(round),
                        RulesLedger.hash("update " + random.nextInt(3)),
                        1 + random.nextInt(50),
                        random.nextInt(12),
                        members);
        };
    }

    private Call scoring(String org, int open) {
        int index = random.nextInt(Math.max(1, Math.min((rounds + window - 1) / window, open + 1)));
        ScoreVector scores = scores(index, random.nextInt(8) == 0);
        Command command = switch (random.nextInt(9)) {
            case 0, 1 ->
                new Command.CommitScores(
                        STUDY,
                        index,
                        Hashes.scoreCommitment(
                                STUDY, index, new MemberId(org), Hashes.scores(STUDY, index, scores), "n"));
            case 2, 3 -> new Command.RevealScores(STUDY, index, Hashes.scores(STUDY, index, scores), "n");
            case 4 -> new Command.AdvanceWindow(STUDY, index);
            case 5 -> new Command.PublishScores(STUDY, index, scores);
            case 6 -> new Command.FinalizeScores(STUDY, index);
            case 7 -> new Command.ChallengeScores(STUDY, index);
            default -> new Command.RuleScores(STUDY, index, scores);
        };
        return new Call(org, command instanceof Command.RuleScores ? Role.BOARD : Role.MEMBER, command);
    }

    /** Scores that depend on the window alone, some negative, in some windows all 0; a lie adds one. */
    private ScoreVector scores(int index, boolean lie) {
        StudyTerms terms = state.get(Keys.terms(STUDY));
        var scored = new ArrayList<MemberId>();
        for (int round = terms.firstRound(index); round <= terms.lastRound(index); round++) {
            IncludedSet included = state.get(Keys.included(STUDY, round));
            if (included != null) {
                included.members().stream().filter(m -> !scored.contains(m)).forEach(scored::add);
            }
        }
        return new ScoreVector(scored.stream()
                .map(member -> new MemberScore(
                        member,
                        (member.value().charAt(0) * (index + 3L) % 5 - 1) * (index % 3 == 2 ? 0 : 1) + (lie ? 1 : 0)))
                .toList());
    }

    private Command settlement() {
        Integer newest = state.get(Keys.approvedEpoch(STUDY));
        int epoch = (newest == null ? 0 : newest) + 1;
        return random.nextBoolean()
                ? new Command.ProposeStatement(STUDY, epoch)
                : new Command.ApproveStatement(STUDY, epoch);
    }

    private Call claim() {
        Integer newest = state.get(Keys.approvedEpoch(STUDY));
        Statement statement = newest == null ? null : state.get(Keys.statement(STUDY, newest));
        AccountId account = statement == null
                ? AccountId.of(pick(members))
                : pick(statement.amounts()).account();
        String owner = account.value().substring(account.value().indexOf('/') + 1);
        return new Call(owner, Role.OWNER, new Command.Claim(STUDY, account, newest == null ? 1 : newest));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
