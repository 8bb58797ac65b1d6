package org.credence.node.exchange;

import java.time.Duration;

/**
 * What came of asking a member once.
 *
 * @param words for the log: why
 * @param pause for which the member wants to be left alone, zero if it did not say
 */
record Outcome(Kind kind, String words, Duration pause) {
    /** What it means for the member. */
    enum Kind {
        /** The content is there, with its hash. */
        COMPLETE("member answers"),
        /** The member does not have it. */
        ABSENT("member answers"),
        /** The connection ended in the middle. */
        CUT("member's answer was cut"),
        /** The member does not answer. */
        SILENT("member does not answer"),
        /** Whoever answers is not the member, or does not let this node in as the member that it is. */
        STRANGER("no connection as members"),
        /** The member does not want to answer now. */
        REFUSED("member refuses to answer"),
        /** The member sends something else. */
        GARBAGE("member sends what it was not asked for"),
        /** This node does not want to wait any more, whatever the member does. */
        STOPPED("fetch was interrupted");

        private final String event;

        Kind(String event) {
            this.event = event;
        }

        /** The log's words for it. */
        String event() {
            return event;
        }
    }

    static Outcome of(Kind kind, String words) {
        return new Outcome(kind, words, Duration.ZERO);
    }
}
