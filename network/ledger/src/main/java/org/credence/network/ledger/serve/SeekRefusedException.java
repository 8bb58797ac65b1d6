package org.credence.network.ledger.serve;

import org.hyperledger.fabric.protos.common.Status;

/** A request for blocks that is not served, with the status that tells the client. */
final class SeekRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Status status;

    SeekRefusedException(Status status, String reason) {
        super(reason);
        this.status = status;
    }

    Status status() {
        return status;
    }
}
