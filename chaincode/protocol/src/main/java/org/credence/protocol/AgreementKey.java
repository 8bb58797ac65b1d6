package org.credence.protocol;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.List;

/**
 * The key that others agree on secrets with a member by: X25519 (RFC 7748).
 *
 * @param value Base64 of the u-coordinate's 32 bytes, least significant first; below 2^255 - 19, so that a key has one spelling, and not
 *     of low order, with which every secret would be known to all
 */
public record AgreementKey(String value) {
    /** Length of a key. */
    public static final int BYTES = 32;

    private static final String WHAT = "an agreement key";
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    /** The u-coordinates below p of points whose order divides 8, on the curve and on its twist (RFC 7748, section 6.1). */
    private static final List<BigInteger> LOW_ORDER = List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            P.subtract(BigInteger.ONE),
            new BigInteger("325606250916557431795983626356110631294008115727848805560023387167927233504"),
            new BigInteger("39382357235489614581723060781553021112529911719440698176882885853963445705823"));

    public AgreementKey {
        byte[] bytes = Base64Text.decode(WHAT, value, BYTES);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("%s has %s bytes, was %s".formatted(WHAT, BYTES, bytes.length));
        }
        BigInteger u = coordinate(bytes);
        if (u.compareTo(P) >= 0 || LOW_ORDER.contains(u)) {
            throw new IllegalArgumentException(
                    "an agreement key is below 2^255 - 19 and not of low order; make a new key pair");
        }
    }

    /**
     * The text of a key.
     *
     * @throws IllegalArgumentException unless it is an X25519 key that others can use
     */
    public static AgreementKey of(PublicKey key) {
        if (!(key instanceof XECPublicKey curve)
                || !(curve.getParams() instanceof NamedParameterSpec name)
                || !name.getName().equals(NamedParameterSpec.X25519.getName())) {
            throw new IllegalArgumentException("an agreement key is an X25519 key, was " + key.getAlgorithm());
        }
        byte[] bytes = new byte[BYTES];
        BigInteger u = curve.getU();
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = u.shiftRight(8 * i).byteValue();
        }
        return new AgreementKey(Base64Text.of(bytes));
    }

    /** The u-coordinate, {@value #BYTES} bytes, least significant first. */
    public byte[] encoded() {
        return Base64Text.decode(WHAT, value, BYTES);
    }

    /** The key, to agree with. */
    public PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("X25519")
                    .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, coordinate(encoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 11 on has X25519", e);
        }
    }

    private static BigInteger coordinate(byte[] leastFirst) {
        byte[] mostFirst = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            mostFirst[i] = leastFirst[BYTES - 1 - i];
        }
        return new BigInteger(1, mostFirst);
    }

    @Override
    public String toString() {
        return value;
    }
}
