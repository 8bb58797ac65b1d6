package org.credence.node.aggregation;

import org.credence.node.update.InvalidUpdateException.Reason;

/** Whether an update enters the mean. A function of the ledger and the update's bytes, so all members decide alike. */
public sealed interface Verdict {
    /** It does. */
    record Valid(Contribution contribution) implements Verdict {}

    /**
     * It does not; the round goes on without it.
     *
     * @param words what is wrong, for people
     */
    record Invalid(Reason reason, String words) implements Verdict {}
}
