package org.credence.network.ledger.message;

import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** A transaction that is not valid, with the code that its block records for it. */
public final class InvalidTransactionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final TxValidationCode code;

    public InvalidTransactionException(TxValidationCode code, String reason) {
        super(reason);
        this.code = code;
    }

    /** Never {@code VALID}. */
    public TxValidationCode code() {
        return code;
    }

    /** The message, which there always is. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
