package org.credence.network.ledger.endorse;

import org.hyperledger.fabric.contract.ContractRuntimeException;

/**
 * A contract's call of the stub that a peer refuses. On Fabric the contract sees no more than the message's first part: the
 * reason stays in the peer's log.
 */
final class UnsuccessfulCallException extends ContractRuntimeException {
    private static final long serialVersionUID = 1L;

    UnsuccessfulCallException(String transactionId, String reason) {
        super("[%-8.8s]Unsuccessful response received. %s".formatted(transactionId, reason));
    }
}
