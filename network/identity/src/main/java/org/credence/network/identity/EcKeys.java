package org.credence.network.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.math.ec.ECPoint;

/** Keys on the curve P-256 (secp256r1), the one that every Fabric accepts. */
final class EcKeys {
    private static final String CURVE = "secp256r1";

    private EcKeys() {}

    static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform with java.base's EC provider has P-256", e);
        }
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
