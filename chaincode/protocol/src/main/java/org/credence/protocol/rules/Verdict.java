package org.credence.protocol.rules;

import org.credence.protocol.Code;

/** How a transaction that was not refused ends. */
record Verdict(Code code, String words) {
    static final Verdict OK = new Verdict(Code.OK, "");

    /** The same call was done before. */
    static Verdict noop(String words) {
        return new Verdict(Code.OK_NOOP, words);
    }

    /** The call is not done, but the attempt goes on record. */
    static Verdict recorded(Code code, String words) {
        return new Verdict(code, words);
    }
}
