package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import org.credence.network.identity.Identity;
import org.credence.network.identity.Pem;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** An administrator (or another identity of an organization) that signs what is sent to the channel. Safe for many threads. */
public final class ChannelSigner {
    private static final int NONCE_BYTES = 24;

    private final Identity identity;
    private final ByteString creator;
    private final SecureRandom nonces;

    /** @param identity an enrolment identity; its key must be on P-256 */
    public ChannelSigner(Identity identity, SecureRandom nonces) {
        this.identity = identity;
        this.creator = creator(identity.mspId(), identity.certificate());
        this.nonces = nonces;
    }

    /** The organization in whose name this one signs. */
    public String mspId() {
        return identity.mspId();
    }

    /** A serialized {@code msp.SerializedIdentity}. */
    static ByteString creator(String mspId, X509Certificate certificate) {
        return SerializedIdentity.newBuilder()
                .setMspid(mspId)
                .setIdBytes(ByteString.copyFromUtf8(Pem.encode(certificate)))
                .build()
                .toByteString();
    }

    /** A serialized {@code common.SignatureHeader} with a nonce of its own. */
    ByteString signatureHeader() {
        var nonce = new byte[NONCE_BYTES];
        nonces.nextBytes(nonce);
        return SignatureHeader.newBuilder()
                .setCreator(creator)
                .setNonce(ByteString.copyFrom(nonce))
                .build()
                .toByteString();
    }

    /** A signature over the message: DER, low s. */
    ByteString sign(ByteString message) {
        return EcdsaSignature.sign(identity.privateKey(), message).der();
    }

    ByteString creator() {
        return creator;
    }
}
