package org.credence.network.identity;

import java.util.List;

/**
 * What a node or person gets from its certificate authority: an identity that signs transactions and one for TLS.
 *
 * @param identity the enrolment certificate and its key
 * @param tls the TLS certificate, for serving and for calling, and its key
 */
public record Enrolment(Identity identity, Identity tls) {
    public Enrolment {
        if (!identity.mspId().equals(tls.mspId())) {
            throw new IllegalArgumentException("one enrolment is of one organization, was of " + identity.mspId()
                    + " and, for TLS, of " + tls.mspId());
        }
    }

    /** Host names and IP addresses that the TLS certificate is good for, in its order. */
    public List<String> tlsHosts() {
        return SubjectNames.hosts(tls.certificate());
    }

    /** The organization that issued both. */
    public String mspId() {
        return identity.mspId();
    }
}
