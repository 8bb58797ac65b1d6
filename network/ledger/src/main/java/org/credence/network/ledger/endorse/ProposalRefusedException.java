package org.credence.network.ledger.endorse;

/** A proposal that the ledger does not run: wrong form, wrong sender, wrong time. The message says why. */
public final class ProposalRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public ProposalRefusedException(String message) {
        super(message);
    }

    /** The message, which there always is. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
