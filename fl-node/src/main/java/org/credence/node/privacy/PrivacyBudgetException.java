package org.credence.node.privacy;

/** A study would spend more privacy than its budget; the message has the figure and what would fit. */
public final class PrivacyBudgetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PrivacyBudgetException(String message) {
        super(message);
    }
}
