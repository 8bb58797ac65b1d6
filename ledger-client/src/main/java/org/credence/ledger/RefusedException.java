package org.credence.ledger;

import org.credence.protocol.Code;

/**
 * The ledger's rules refused a call. {@link #code()} is for programs, {@link #words()} for people: the value, the bound, what to
 * do. Trying the same again does not help while the ledger's state is what it is.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String words;

    public RefusedException(Code code, String words) {
        super(code + ": " + words);
        this.code = code;
        this.words = words;
    }

    /** Why; never {@code OK} or {@code OK_NOOP}. Its page is in {@code docs/errors}. */
    public Code code() {
        return code;
    }

    public String words() {
        return words;
    }
}
