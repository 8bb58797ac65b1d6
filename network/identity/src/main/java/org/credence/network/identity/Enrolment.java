package org.credence.network.identity;

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

    /** The organization that issued both. */
    public String mspId() {
        return identity.mspId();
    }
}
