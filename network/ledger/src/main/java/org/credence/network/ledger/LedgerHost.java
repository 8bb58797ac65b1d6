package org.credence.network.ledger;

import org.credence.network.identity.Enrolment;
import org.credence.network.identity.Identity;

/**
 * The organization that runs the ledger.
 *
 * @param peer endorses; a certificate with the unit {@code peer}
 * @param orderer signs blocks; a certificate with the unit {@code orderer}, of the same organization
 * @param tls what clients see: a certificate for server authentication that names 127.0.0.1
 */
public record LedgerHost(Identity peer, Identity orderer, Identity tls) {
    public LedgerHost {
        if (!peer.mspId().equals(orderer.mspId())) {
            throw new IllegalArgumentException("peer and orderer must be of one organization, were of " + peer.mspId()
                    + " and " + orderer.mspId());
        }
    }

    /** A host that serves under its peer's TLS certificate. */
    public static LedgerHost of(Enrolment peer, Enrolment orderer) {
        return new LedgerHost(peer.identity(), orderer.identity(), peer.tls());
    }
}
