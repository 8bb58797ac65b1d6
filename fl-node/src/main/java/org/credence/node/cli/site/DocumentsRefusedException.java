package org.credence.node.cli.site;

/** What the ledger's hash names is no study that this program understands; the message says which part. */
final class DocumentsRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DocumentsRefusedException(String what, RuntimeException cause) {
        super(what + " that this version reads: " + cause.getMessage() + "; ask the study's lead", cause);
    }
}
