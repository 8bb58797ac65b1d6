package org.credence.protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 digest: 32 bytes, a value. Ordered by unsigned bytes; written as 64 lower-case hexadecimal digits.
 */
public final class Digest implements Comparable<Digest> {
    /** Length in bytes. */
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The digest with these bytes.
     *
     * @throws IllegalArgumentException unless there are exactly 32
     */
    public static Digest of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, was " + bytes.length);
        }
        return new Digest(bytes.clone());
    }

    /**
     * The digest written as 64 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException for any other text, upper case included, so that a digest has one spelling
     */
    public static Digest ofHex(String hex) {
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new IllegalArgumentException("a digest is 64 lower-case hexadecimal digits, was '" + hex + "'");
        }
        return new Digest(HexFormat.of().parseHex(hex));
    }

    /** SHA-256 of these bytes. */
    public static Digest sha256(byte[] content) {
        try {
            return new Digest(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** The first 8 hexadecimal digits, for people. */
    public String brief() {
        return hex().substring(0, 8);
    }

    @Override
    public int compareTo(Digest other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
