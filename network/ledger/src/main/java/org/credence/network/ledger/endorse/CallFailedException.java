package org.credence.network.ledger.endorse;

/** A contract that did not do what it was asked: it answered with a status of 400 or more, or threw. Nothing is endorsed. */
public final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message as Fabric words it: {@code chaincode response 500, ...} or what was thrown */
    public CallFailedException(String message) {
        super(message);
    }

    /** The message, which there always is. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
