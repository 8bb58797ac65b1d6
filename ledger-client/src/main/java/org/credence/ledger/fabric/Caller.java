package org.credence.ledger.fabric;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.Pem;
import org.credence.protocol.Digest;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Who calls: the certificate that goes into every message, and the signatures under them. */
final class Caller {
    private final Enrolment enrolment;
    private final Signer signer;
    private final ByteString creator;

    Caller(Enrolment enrolment) {
        this.enrolment = enrolment;
        this.signer = Signers.newPrivateKeySigner(enrolment.identity().privateKey());
        this.creator = SerializedIdentity.newBuilder()
                .setMspid(enrolment.mspId())
                .setIdBytes(ByteString.copyFrom(Pem.encode(certificate()), StandardCharsets.UTF_8))
                .build()
                .toByteString();
    }

    X509Certificate certificate() {
        return enrolment.identity().certificate();
    }

    /** The identity in the form of the gateway's client. */
    X509Identity identity() {
        return new X509Identity(enrolment.mspId(), certificate());
    }

    Signer signer() {
        return signer;
    }

    /** The serialized identity that stands in signature headers. */
    ByteString creator() {
        return creator;
    }

    /** An ECDSA signature over the SHA-256 of these bytes, low S. */
    ByteString sign(ByteString message) {
        return ByteString.copyFrom(
                signDigest(Digest.sha256(message.toByteArray()).bytes()));
    }

    /** An ECDSA signature over this SHA-256, low S. */
    byte[] signDigest(byte[] sha256) {
        try {
            return signer.sign(sha256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that fits its certificate signs", e);
        }
    }

    /** SHA-256 of the TLS certificate, which binds a request for blocks to its connection. */
    ByteString tlsCertificateHash() {
        try {
            return ByteString.copyFrom(
                    Digest.sha256(enrolment.tls().certificate().getEncoded()).bytes());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
    }

    Enrolment enrolment() {
        return enrolment;
    }
}
