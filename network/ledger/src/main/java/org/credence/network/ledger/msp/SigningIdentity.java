package org.credence.network.ledger.msp;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.credence.network.identity.Identity;
import org.credence.network.identity.Pem;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * A certificate with its key, able to sign as Fabric does: ECDSA on P-256 over SHA-256, DER, low s. Signatures are
 * deterministic (RFC 6979), so a bad random source cannot leak the key. Safe for many threads.
 */
public final class SigningIdentity {
    private final String mspId;
    private final X509Certificate certificate;
    private final ECPrivateKeyParameters key;
    private final ByteString creator;

    /** @throws IllegalArgumentException when the key is not on P-256 */
    public SigningIdentity(Identity identity) {
        if (!(identity.privateKey() instanceof ECPrivateKey ecKey)
                || !ecKey.getParams().getOrder().equals(P256.ORDER)) {
            throw new IllegalArgumentException("the key of " + identity + " is not EC P-256");
        }
        this.mspId = identity.mspId();
        this.certificate = identity.certificate();
        this.key = new ECPrivateKeyParameters(ecKey.getS(), P256.DOMAIN);
        this.creator = SerializedIdentity.newBuilder()
                .setMspid(mspId)
                .setIdBytes(ByteString.copyFromUtf8(Pem.encode(certificate)))
                .build()
                .toByteString();
    }

    public String mspId() {
        return mspId;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The identity as messages carry it: a serialized {@code msp.SerializedIdentity}. */
    public ByteString creator() {
        return creator;
    }

    /** A signature over the parts, one after the other. */
    public ByteString sign(ByteString... message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] rs = signer.generateSignature(P256.sha256(message));
        return EcdsaSignature.lowS(rs[0], rs[1]).der();
    }
}
