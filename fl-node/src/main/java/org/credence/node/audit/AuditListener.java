package org.credence.node.audit;

/** Is told how an audit goes on; called on the thread that runs it. */
public interface AuditListener {
    /** Nobody listens. */
    AuditListener NONE = new AuditListener() {};

    /** The blocks are whole and each follows from the one before. */
    default void ledger(LedgerHead head) {}

    /** A check that everything passed. */
    default void passed(Check check) {}

    /** Something that a reader should know. */
    default void noted(Note note) {}
}
