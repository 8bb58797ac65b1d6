package org.credence.protocol.encoding;

/** Bytes that are not the canonical JSON of the expected type. The message says where, what was found and what would be right. */
public final class DecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DecodeException(String message) {
        super(message);
    }

    DecodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
