package org.credence.ledger;

import java.util.List;
import java.util.Optional;
import org.credence.protocol.Command;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;

/**
 * The consortium's ledger, as one caller with one certificate sees it. Calls wait until the ledger has decided, with a deadline;
 * any number of threads may call. A connection that is lost is opened again, or another peer is asked; a conflict with somebody else's
 * transaction is tried again, both within the deadline; a call whose outcome is not known is looked up, never done a second time.
 *
 * <p>Time goes forward for one caller, whichever peer answers: what is read, and what a call is decided on, is never older than the
 * receipts and blocks that this caller has been given. A caller that starts anew knows of none; it may be shown an older state, as
 * may two callers of one another.
 *
 * <p>Every call throws {@link RefusedException} when the rules refuse it, {@link NotAuthorizedException} when the certificate is not
 * accepted, {@link LedgerUnavailableException} when the deadline passes ({@link OutcomeUnknownException} if the call may have been
 * done), {@link LedgerFaultException} when the ledger is broken.
 */
public interface Ledger extends AutoCloseable {
    /**
     * Calls the contract and waits for the commit. Sending the same command twice is harmless.
     *
     * @throws RefusedException also for the refusals that stand on the ledger, as of a second, different commit
     */
    Receipt submit(Command command);

    /** The fact at a key as of the newest block of the peer that answers, or empty if there is none. */
    <T> Optional<T> read(StateKey<T> key);

    /** All facts of a kind whose first attributes are these, in the order of their keys, as of the newest block of that peer. */
    <T> List<StateEntry<T>> readAll(StateKind<T> kind, String... firstAttributes);

    /** All blocks from this one on, past and future; block 0 is the first. */
    BlockStream blocks(long first);

    /**
     * All blocks after the checkpoint, past and future.
     *
     * @param checkpoint read once, now; whoever reads the stream advances it
     */
    BlockStream blocks(Checkpoint checkpoint);

    /** Ends open calls and streams. */
    @Override
    void close();

    /** @see Command.InitCharter */
    default Receipt initCharter(Command.InitCharter command) {
        return submit(command);
    }

    /** @see Command.Admit */
    default Receipt admit(Command.Admit command) {
        return submit(command);
    }

    /** @see Command.Suspend */
    default Receipt suspend(Command.Suspend command) {
        return submit(command);
    }

    /** @see Command.Reinstate */
    default Receipt reinstate(Command.Reinstate command) {
        return submit(command);
    }

    /** @see Command.Expel */
    default Receipt expel(Command.Expel command) {
        return submit(command);
    }

    /** @see Command.SetThreshold */
    default Receipt setThreshold(Command.SetThreshold command) {
        return submit(command);
    }

    /** @see Command.RegisterNode */
    default Receipt registerNode(Command.RegisterNode command) {
        return submit(command);
    }

    /** @see Command.ProposeStudy */
    default Receipt proposeStudy(Command.ProposeStudy command) {
        return submit(command);
    }

    /** @see Command.ApproveStudy */
    default Receipt approveStudy(Command.ApproveStudy command) {
        return submit(command);
    }

    /** @see Command.Enrol */
    default Receipt enrol(Command.Enrol command) {
        return submit(command);
    }

    /** @see Command.RegisterBeneficiaries */
    default Receipt registerBeneficiaries(Command.RegisterBeneficiaries command) {
        return submit(command);
    }

    /** @see Command.StartStudy */
    default Receipt startStudy(Command.StartStudy command) {
        return submit(command);
    }

    /** @see Command.AbortStudy */
    default Receipt abortStudy(Command.AbortStudy command) {
        return submit(command);
    }

    /** @see Command.CommitUpdate */
    default Receipt commitUpdate(Command.CommitUpdate command) {
        return submit(command);
    }

    /** @see Command.SealRound */
    default Receipt sealRound(Command.SealRound command) {
        return submit(command);
    }

    /** @see Command.AttestModel */
    default Receipt attestModel(Command.AttestModel command) {
        return submit(command);
    }

    /** @see Command.CloseStudy */
    default Receipt closeStudy(Command.CloseStudy command) {
        return submit(command);
    }

    /** @see Command.Resolve */
    default Receipt resolve(Command.Resolve command) {
        return submit(command);
    }

    /** @see Command.CommitScores */
    default Receipt commitScores(Command.CommitScores command) {
        return submit(command);
    }

    /** @see Command.RevealScores */
    default Receipt revealScores(Command.RevealScores command) {
        return submit(command);
    }

    /** @see Command.AdvanceWindow */
    default Receipt advanceWindow(Command.AdvanceWindow command) {
        return submit(command);
    }

    /** @see Command.PublishScores */
    default Receipt publishScores(Command.PublishScores command) {
        return submit(command);
    }

    /** @see Command.ChallengeScores */
    default Receipt challengeScores(Command.ChallengeScores command) {
        return submit(command);
    }

    /** @see Command.RuleScores */
    default Receipt ruleScores(Command.RuleScores command) {
        return submit(command);
    }

    /** @see Command.FinalizeScores */
    default Receipt finalizeScores(Command.FinalizeScores command) {
        return submit(command);
    }

    /** @see Command.ProposeStatement */
    default Receipt proposeStatement(Command.ProposeStatement command) {
        return submit(command);
    }

    /** @see Command.ApproveStatement */
    default Receipt approveStatement(Command.ApproveStatement command) {
        return submit(command);
    }

    /** @see Command.Claim */
    default Receipt claim(Command.Claim command) {
        return submit(command);
    }

    /** @see Command.RecordAnchor */
    default Receipt recordAnchor(Command.RecordAnchor command) {
        return submit(command);
    }
}
