package org.credence.network.fabric.config;

/** One call of one orderer came to nothing; another orderer may do better. */
final class OrdererCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OrdererCallException(String message) {
        super(message);
    }
}
