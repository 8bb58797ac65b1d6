package org.credence.network.fabric.config;

/** The orderers refused an update, or put another in force instead: {@link #reason()} is for programs, the message for people. */
public final class UpdateRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    public enum Reason {
        /** Signatures are missing: collect more. */
        POLICY_NOT_SATISFIED,
        /** The configuration has changed since the update was made: make it again. */
        OUTDATED,
        /** The sender may not send to this channel. */
        NOT_AUTHORIZED,
        /** The orderers find the resulting configuration wrong. */
        INVALID
    }

    private final Reason reason;

    UpdateRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
