package org.credence.protocol;

/** What a member is on record for; no money moves by it. */
public enum FlagKind {
    /** Committed on, or attested, another model than the agreed one; indexed by round. */
    BASE_MISMATCH,
    /** Sent two different updates or models; indexed by round. */
    EQUIVOCATION,
    /** Its updates made the model worse; indexed by window. */
    HARM,
    /** Revealed other scores than the final ones; indexed by window. */
    EVAL_DEVIATION,
    /** Committed to scores and did not reveal them; indexed by window. */
    EVAL_WITHHELD
}
