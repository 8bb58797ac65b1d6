package org.credence.network.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A certificate of an organization together with its private key: an enrolment identity that signs transactions, or a TLS
 * identity. The key never appears in {@link #toString()}.
 *
 * @param mspId the organization that issued the certificate
 * @param certificate an EC P-256 certificate
 * @param privateKey the private half of the certificate's key
 */
public record Identity(String mspId, X509Certificate certificate, PrivateKey privateKey) {
    /**
     * An identity whose parts fit together.
     *
     * @throws IdentityException if the key is not the certificate's
     */
    public Identity {
        MspId.require(mspId);
        if (!EcKeys.match(privateKey, certificate.getPublicKey())) {
            throw new IdentityException("the private key does not belong to the certificate of "
                    + certificate.getSubjectX500Principal() + "; restore the two together, or renew the certificate");
        }
    }

    /**
     * This identity, if its certificate is valid at a moment.
     *
     * @throws CertificateRefusedException if it is not valid yet or any more
     */
    public Identity requireValidAt(Instant moment) {
        CertificateChecks.requireValidAt(certificate, moment);
        return this;
    }

    @Override
    public String toString() {
        return "Identity[" + mspId + ", " + certificate.getSubjectX500Principal() + ", serial "
                + certificate.getSerialNumber().toString(16) + "]";
    }
}
