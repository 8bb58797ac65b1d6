package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;

/**
 * ECDSA signatures on P-256 over SHA-256 in the one form that Fabric accepts of messages: DER, with s in the lower half of the group's
 * order. Without that rule anybody could turn a valid signature into a second one.
 *
 * @param r positive, below the order
 * @param s positive, at most half the order
 */
record EcdsaSignature(BigInteger r, BigInteger s) {
    /** Gives and takes r and s as two numbers of 32 bytes. */
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private static final int LENGTH = 32;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    /** The order of P-256's group (SEC 2, version 2.0, section 2.4.2). */
    static final BigInteger ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    /** @throws IllegalArgumentException when the key is not on P-256 */
    static EcdsaSignature sign(PrivateKey key, ByteString message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message.asReadOnlyByteBuffer());
            byte[] both = signature.sign();
            if (both.length != 2 * LENGTH) {
                throw new IllegalArgumentException(
                        "channel updates are signed with keys on P-256; issue the certificate again");
            }
            BigInteger s = new BigInteger(1, Arrays.copyOfRange(both, LENGTH, both.length));
            return new EcdsaSignature(new BigInteger(1, Arrays.copyOf(both, LENGTH)), s.min(ORDER.subtract(s)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key cannot sign: " + e.getMessage(), e);
        }
    }

    /** The signature that these bytes are; empty for any other encoding, for numbers out of range, and for a high s. */
    static Optional<EcdsaSignature> parse(ByteString der) {
        int split = der.size() > 4 ? 4 + der.byteAt(3) : 0;
        if (split < 5 || split + 2 > der.size()) {
            return Optional.empty();
        }
        var signature = new EcdsaSignature(
                new BigInteger(der.substring(4, split).toByteArray()),
                der.size() > split + 2 ? new BigInteger(der.substring(split + 2).toByteArray()) : BigInteger.ZERO);
        boolean accepted = signature.r.signum() > 0
                && signature.r.compareTo(ORDER) < 0
                && signature.s.signum() > 0
                && signature.s.compareTo(ORDER.shiftRight(1)) <= 0
                && signature.der().equals(der);
        return accepted ? Optional.of(signature) : Optional.empty();
    }

    /** Whether the owner of this key made it, over this message. */
    boolean verifies(PublicKey key, ByteString message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message.asReadOnlyByteBuffer());
            return signature.verify(fixed(r).concat(fixed(s)).toByteArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /* The whole has fewer than 128 bytes, so each length is one byte. */
    ByteString der() {
        ByteString both = integer(r).concat(integer(s));
        return header(SEQUENCE, both.size()).concat(both);
    }

    private static ByteString integer(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return header(INTEGER, bytes.length).concat(ByteString.copyFrom(bytes));
    }

    private static ByteString header(int tag, int length) {
        return ByteString.copyFrom(new byte[] {(byte) tag, (byte) length});
    }

    private static ByteString fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[LENGTH];
        int taken = Math.min(LENGTH, bytes.length);
        System.arraycopy(bytes, bytes.length - taken, padded, LENGTH - taken, taken);
        return ByteString.copyFrom(padded);
    }
}
