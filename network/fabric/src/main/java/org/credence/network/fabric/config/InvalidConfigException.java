package org.credence.network.fabric.config;

/** Bytes that are no configuration, or none that this program understands whole. The message says what is wrong where. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidConfigException(String message) {
        super(message);
    }

    InvalidConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
