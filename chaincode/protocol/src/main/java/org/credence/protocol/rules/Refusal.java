package org.credence.protocol.rules;

import org.credence.protocol.Code;

/** Ends a transaction that is refused; never leaves {@link Rules}. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    Refusal(Code code, String words) {
        super(words, null, false, false);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
