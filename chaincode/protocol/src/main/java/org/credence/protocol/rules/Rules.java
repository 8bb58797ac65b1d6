package org.credence.protocol.rules;

import org.credence.protocol.Command;
import org.credence.protocol.Outcome;
import org.credence.protocol.StateView;
import org.credence.protocol.TxContext;

/**
 * The ledger's state machine.
 *
 * <p>Checks go in one order, which decides the code when several apply: role and membership, study, enrolment, window, resend, phase,
 * round, content, quorum or deadline; where a function has its reasons for another order, it says so.
 */
public final class Rules {
    private Rules() {}

    /** What a command comes to in this state, sent like this. Changes nothing itself; the same arguments give the same outcome. */
    public static Outcome apply(StateView state, Command command, TxContext context) {
        var tx = new Transaction(state, context);
        try {
            return tx.outcome(command.handle(new Dispatch(tx)));
        } catch (Refusal refusal) {
            return Outcome.refused(refusal.code(), String.valueOf(refusal.getMessage()));
        }
    }

    /** Which rules a command is for. */
    private record Dispatch(Transaction tx) implements Command.Handler<Verdict> {
        @Override
        public Verdict on(Command.InitCharter command) {
            return new MembershipRules(tx).initCharter(command);
        }

        @Override
        public Verdict on(Command.Admit command) {
            return new MembershipRules(tx).admit(command);
        }

        @Override
        public Verdict on(Command.Suspend command) {
            return new MembershipRules(tx).suspend(command);
        }

        @Override
        public Verdict on(Command.Reinstate command) {
            return new MembershipRules(tx).reinstate(command);
        }

        @Override
        public Verdict on(Command.Expel command) {
            return new MembershipRules(tx).expel(command);
        }

        @Override
        public Verdict on(Command.SetThreshold command) {
            return new MembershipRules(tx).setThreshold(command);
        }

        @Override
        public Verdict on(Command.RegisterNode command) {
            return new NodeRules(tx).register(command);
        }

        @Override
        public Verdict on(Command.ProposeStudy command) {
            return new StudyRules(tx).propose(command);
        }

        @Override
        public Verdict on(Command.ApproveStudy command) {
            return new StudyRules(tx).approve(command);
        }

        @Override
        public Verdict on(Command.Enrol command) {
            return new StudyRules(tx).enrol(command);
        }

        @Override
        public Verdict on(Command.RegisterBeneficiaries command) {
            return new StudyRules(tx).registerBeneficiaries(command);
        }

        @Override
        public Verdict on(Command.StartStudy command) {
            return new StudyRules(tx).start(command);
        }

        @Override
        public Verdict on(Command.AbortStudy command) {
            return new StudyRules(tx).abort(command);
        }

        @Override
        public Verdict on(Command.CommitUpdate command) {
            return new RoundRules(tx).commitUpdate(command);
        }

        @Override
        public Verdict on(Command.SealRound command) {
            return new RoundRules(tx).sealRound(command);
        }

        @Override
        public Verdict on(Command.AttestModel command) {
            return new RoundRules(tx).attestModel(command);
        }

        @Override
        public Verdict on(Command.CloseStudy command) {
            return new RoundRules(tx).closeStudy(command);
        }

        @Override
        public Verdict on(Command.Resolve command) {
            return new RoundRules(tx).resolve(command);
        }

        @Override
        public Verdict on(Command.CommitScores command) {
            return new ScoreRules(tx).commitScores(command);
        }

        @Override
        public Verdict on(Command.RevealScores command) {
            return new ScoreRules(tx).revealScores(command);
        }

        @Override
        public Verdict on(Command.AdvanceWindow command) {
            return new ScoreRules(tx).advanceWindow(command);
        }

        @Override
        public Verdict on(Command.PublishScores command) {
            return new ScoreRules(tx).publishScores(command);
        }

        @Override
        public Verdict on(Command.ChallengeScores command) {
            return new ScoreRules(tx).challengeScores(command);
        }

        @Override
        public Verdict on(Command.RuleScores command) {
            return new ScoreRules(tx).ruleScores(command);
        }

        @Override
        public Verdict on(Command.FinalizeScores command) {
            return new CreditRules(tx).finalizeScores(command);
        }

        @Override
        public Verdict on(Command.ProposeStatement command) {
            return new SettlementRules(tx).proposeStatement(command);
        }

        @Override
        public Verdict on(Command.ApproveStatement command) {
            return new SettlementRules(tx).approveStatement(command);
        }

        @Override
        public Verdict on(Command.Claim command) {
            return new SettlementRules(tx).claim(command);
        }

        @Override
        public Verdict on(Command.RecordAnchor command) {
            return new SettlementRules(tx).recordAnchor(command);
        }
    }
}
