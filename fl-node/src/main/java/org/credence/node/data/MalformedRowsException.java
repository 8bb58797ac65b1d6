package org.credence.node.data;

/** Bytes that are not the canonical rows of a schema. The message says what was found and what would be right. */
public final class MalformedRowsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedRowsException(String message) {
        super(message);
    }
}
