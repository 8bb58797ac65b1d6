package org.credence.node.update;

/** Bytes that are no valid update for the place where they were offered. */
public final class InvalidUpdateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with an update; every member that sees the bytes finds the same. */
    public enum Reason {
        /** Not in the form of an update: other magic or version, cut short, too long, or not in its shortest form. */
        MALFORMED,
        WRONG_STUDY,
        WRONG_ROUND,
        WRONG_MEMBER,
        WRONG_BASE,
        WRONG_SCHEMA,
        /** Another number of parameters than the study's model has. */
        WRONG_LENGTH,
        /** A parameter is larger than the bound. */
        OUT_OF_RANGE
    }

    private final Reason reason;
    private final String words;

    InvalidUpdateException(Reason reason, String words) {
        super(words);
        this.reason = reason;
        this.words = words;
    }

    InvalidUpdateException(Reason reason, String words, Throwable cause) {
        super(words, cause);
        this.reason = reason;
        this.words = words;
    }

    public Reason reason() {
        return reason;
    }

    /** The message: what is wrong, for people. */
    public String words() {
        return words;
    }
}
