package org.credence.incentive.merkle;

import java.util.Arrays;
import java.util.HexFormat;

/** Solidity's {@code bytes32}: 32 bytes, a value. Ordered by unsigned bytes; written as 64 lower-case hexadecimal digits. */
public final class Bytes32 implements Comparable<Bytes32> {
    /** Length in bytes. */
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Bytes32(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * These bytes.
     *
     * @throws IllegalArgumentException unless there are exactly 32
     */
    public static Bytes32 of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("bytes32 has 32 bytes, was " + bytes.length);
        }
        return new Bytes32(bytes.clone());
    }

    /**
     * The bytes written as 64 hexadecimal digits of either case, without a prefix.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Bytes32 ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** Zeros, then these bytes: how the ABI encodes numbers and addresses. */
    static Bytes32 leftPadded(byte[] bytes) {
        byte[] padded = new byte[BYTES];
        System.arraycopy(bytes, 0, padded, BYTES - bytes.length, bytes.length);
        return new Bytes32(padded);
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public int compareTo(Bytes32 other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes32 that && Arrays.equals(bytes, that.bytes);
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
