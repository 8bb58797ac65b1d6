package org.credence.network.ledger.msp;

/** An identity that the channel does not accept, or not at this time. The message says which organization and why. */
public final class IdentityRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String mspId;

    /**
     * @param mspId the organization that the identity claims, empty when it could not be read
     * @param reason what is wrong, in words an operator can act on
     */
    public IdentityRefusedException(String mspId, String reason) {
        super(reason);
        this.mspId = mspId;
    }

    /** The organization that the identity claims; empty when it could not be read. */
    public String mspId() {
        return mspId;
    }

    /** The message, which there always is. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
