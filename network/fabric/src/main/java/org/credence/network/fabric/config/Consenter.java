package org.credence.network.fabric.config;

import java.security.cert.X509Certificate;

/**
 * An orderer that takes part in consensus, as the channel knows it.
 *
 * @param id its number in the consensus protocol, at least 1
 * @param endpoint where the other consenters reach it
 * @param mspId its organization
 * @param identity the enrolment certificate that it signs blocks with
 * @param clientTls the TLS certificate that it calls the others with
 * @param serverTls the TLS certificate that it answers the others with
 */
public record Consenter(
        int id,
        Endpoint endpoint,
        String mspId,
        X509Certificate identity,
        X509Certificate clientTls,
        X509Certificate serverTls) {
    public Consenter {
        if (id < 1) {
            throw new IllegalArgumentException("a consenter's id is at least 1, was " + id);
        }
    }

    /** This consenter at another address. */
    Consenter at(Endpoint other) {
        return new Consenter(id, other, mspId, identity, clientTls, serverTls);
    }
}
