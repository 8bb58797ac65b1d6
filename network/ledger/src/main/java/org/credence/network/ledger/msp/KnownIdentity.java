package org.credence.network.ledger.msp;

import com.google.protobuf.ByteString;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.credence.network.identity.IdentityException;
import org.credence.network.identity.NodeOu;

/**
 * A certificate that an organization of the channel issued and did not revoke. Whether it holds at a given time is asked
 * for each use.
 */
public final class KnownIdentity {
    private final String mspId;
    private final NodeOu role;
    private final X509Certificate certificate;
    private final ECPublicKeyParameters key;
    private final ByteString point;
    private final Instant validFrom;
    private final Instant validTo;

    /**
     * @param root that issued the certificate
     * @throws IdentityException when the key is on no curve of the channel's
     */
    KnownIdentity(String mspId, NodeOu role, X509Certificate certificate, X509Certificate root) {
        if (!(certificate.getPublicKey() instanceof ECPublicKey publicKey)) {
            throw new IdentityException(
                    "the certificate of " + certificate.getSubjectX500Principal() + " has a key that is not EC P-256");
        }
        this.mspId = mspId;
        this.role = role;
        this.certificate = certificate;
        this.key = P256.publicKey(publicKey);
        this.point = ByteString.copyFrom(key.getQ().getEncoded(false));
        this.validFrom = later(
                certificate.getNotBefore().toInstant(), root.getNotBefore().toInstant());
        this.validTo = earlier(
                certificate.getNotAfter().toInstant(), root.getNotAfter().toInstant());
    }

    public String mspId() {
        return mspId;
    }

    public NodeOu role() {
        return role;
    }

    /** Whether this identity may propose and submit transactions: Fabric's Writers are clients, admins and orderers. */
    public boolean mayWrite() {
        return role != NodeOu.PEER;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** Whether this is the same identity: another encoding of the certificate, or of the authority's signature, makes no other. */
    public boolean isSameAs(KnownIdentity other) {
        return mspId.equals(other.mspId) && content(certificate).equals(content(other.certificate));
    }

    private static ByteString content(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(certificate.getTBSCertificate());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
    }

    /**
     * Holds at this time: not before the certificate and its root begin, not after either ends.
     *
     * @throws IdentityRefusedException otherwise
     */
    public void requireValidAt(Instant time) throws IdentityRefusedException {
        if (time.isBefore(validFrom)) {
            throw new IdentityRefusedException(mspId, "certificate of " + name() + " is not valid before " + validFrom);
        }
        if (time.isAfter(validTo)) {
            throw new IdentityRefusedException(mspId, "certificate of " + name() + " expired at " + validTo);
        }
    }

    /**
     * As {@link #requireValidAt}, for a clock that may be off by this much.
     *
     * @throws IdentityRefusedException when the identity holds at no time that close
     */
    public void requireValidNear(Instant time, Duration tolerance) throws IdentityRefusedException {
        Instant earliest = time.minus(tolerance);
        Instant latest = time.plus(tolerance);
        requireValidAt(latest.isBefore(validFrom) ? time : later(earliest, validFrom));
    }

    /** Whether this identity's key made the signature, in its one accepted form, over the SHA-256 digest. */
    boolean signed(byte[] digest, ByteString signature) {
        return EcdsaSignature.parse(signature)
                .map(parsed -> {
                    ECDSASigner verifier = new ECDSASigner();
                    verifier.init(false, key);
                    return verifier.verifySignature(digest, parsed.r(), parsed.s());
                })
                .orElse(false);
    }

    /** The public key as an uncompressed point, 65 bytes. */
    ByteString point() {
        return point;
    }

    private String name() {
        return certificate.getSubjectX500Principal().getName();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
