package org.credence.network.ledger.endorse;

/** A contract that did not do what it was asked: it answered with a status of 400 or more, or threw. Nothing is endorsed. */
public final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean answer;

    private CallFailedException(String message, boolean answer) {
        super(message);
        this.answer = answer;
    }

    /** The contract answered so, in Fabric's words {@code chaincode response 500, ...}. */
    public static CallFailedException answered(int status, String message) {
        return new CallFailedException("chaincode response " + status + ", " + message, true);
    }

    /** The contract gave no answer: it is not there, or threw. */
    static CallFailedException failed(String reason) {
        return new CallFailedException(reason, false);
    }

    /** Whether it is the contract's own answer, so that asking another peer would not help. */
    public boolean isAnswer() {
        return answer;
    }

    /** The message, which there always is. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
