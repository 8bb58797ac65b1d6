package org.credence.node.model;

/** Bytes that are not in the form that their reader expects. The message says what is wrong and where. */
public class MalformedBytesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedBytesException(String message) {
        super(message);
    }

    public MalformedBytesException(String message, Throwable cause) {
        super(message, cause);
    }
}
