package org.credence.node.store;

/** A node's folder cannot be read or written. The message says which file, and why; nothing half written is left behind. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
