package org.credence.node.audit;

/** Ends an audit: something does not agree. */
final class Disagreement extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    Disagreement(String where, String what) {
        super(where + ": " + what);
        this.finding = new Finding(where, what);
    }

    Disagreement(String where, String what, Throwable cause) {
        super(where + ": " + what, cause);
        this.finding = new Finding(where, what);
    }

    Finding finding() {
        return finding;
    }
}
