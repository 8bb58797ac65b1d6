package org.credence.network.fabric;

import org.jspecify.annotations.Nullable;

/** The network cannot be made, started or asked. The message says what happened, where, and what to do. */
public final class FabricException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FabricException(String message) {
        super(message);
    }

    public FabricException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
