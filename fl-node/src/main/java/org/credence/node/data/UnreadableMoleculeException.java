package org.credence.node.data;

/** A text that is no molecule, or one without a fingerprint. The message continues "is no molecule: ". */
public final class UnreadableMoleculeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableMoleculeException(String reason) {
        super(reason, null, false, false);
    }
}
