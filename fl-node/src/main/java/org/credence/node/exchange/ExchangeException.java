package org.credence.node.exchange;

/** This member cannot serve: the message says where, why, and what to do. Trying again does not help by itself. */
public final class ExchangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExchangeException(String message) {
        super(message);
    }

    ExchangeException(String message, Throwable cause) {
        super(message, cause);
    }
}
