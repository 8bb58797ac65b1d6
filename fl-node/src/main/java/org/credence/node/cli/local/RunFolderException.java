package org.credence.node.cli.local;

/** The folder of {@code --out} cannot take this run; the message says why, and what to do. Nothing in it was changed. */
public final class RunFolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunFolderException(String message) {
        super(message);
    }

    RunFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
