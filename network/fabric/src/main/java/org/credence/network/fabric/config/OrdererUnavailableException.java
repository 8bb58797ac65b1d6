package org.credence.network.fabric.config;

/** No orderer answered, or none in time; nothing is known to have changed. Try again later, or look why. */
public final class OrdererUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OrdererUnavailableException(String message) {
        super(message);
    }
}
