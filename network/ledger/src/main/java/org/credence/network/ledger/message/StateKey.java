package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A key of one contract's state, as the bytes that order it: the contract's name, a zero byte, the key, in UTF-8. The order
 * is that of unsigned bytes, so keys of one contract stand together and in the order of their UTF-8 (which is not
 * {@link String#compareTo}'s where surrogates are).
 *
 * <p>The hashes of a private data collection stand behind their contract's keys, under Fabric's name for them:
 * {@code contract$$hcollection}, a zero byte, the SHA-256 of the key. Contract names have no {@code $}.
 */
public final class StateKey implements Comparable<StateKey> {
    private static final char SEPARATOR = 0;
    private static final char AFTER_SEPARATOR = 1;
    private static final String HASHED = "$$h";

    private final byte[] bytes;

    private StateKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException when the key holds half a surrogate pair, which has no UTF-8 */
    public static StateKey of(String namespace, String key) {
        return new StateKey(utf8(namespace + SEPARATOR + Objects.requireNonNull(key, "key cannot be null")));
    }

    /** The key under which a collection's state has the hash of a private value. */
    public static StateKey ofHash(String namespace, String collection, ByteString keyHash) {
        byte[] prefix = utf8(namespace + HASHED + collection + SEPARATOR);
        byte[] bytes = Arrays.copyOf(prefix, prefix.length + keyHash.size());
        keyHash.copyTo(bytes, prefix.length);
        return new StateKey(bytes);
    }

    /** The key of a private value's hash, for the private key itself. */
    public static StateKey ofPrivate(String namespace, String collection, String key) {
        return ofHash(namespace, collection, Hashes.sha256(UnsafeByteOperations.unsafeWrap(utf8(key))));
    }

    /** What stands before the zero byte of a collection's hashed keys. */
    public static String hashedNamespace(String namespace, String collection) {
        return namespace + HASHED + collection;
    }

    /** Whether this can name a contract or a collection. */
    static boolean isNamespace(String name) {
        return !name.isEmpty() && name.indexOf('$') < 0 && name.indexOf(SEPARATOR) < 0;
    }

    /** The bound after all keys of a contract. */
    public static StateKey afterAll(String namespace) {
        return new StateKey(utf8(namespace + AFTER_SEPARATOR));
    }

    /** The key that {@link #bytes} described. */
    public static StateKey ofBytes(byte[] bytes) {
        return new StateKey(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** The smallest key after this one. */
    public StateKey next() {
        return new StateKey(Arrays.copyOf(bytes, bytes.length + 1));
    }

    /** The contract, or a collection's {@link #hashedNamespace}. */
    public String namespace() {
        return new String(bytes, 0, separator(), StandardCharsets.UTF_8);
    }

    /** Whether this is a hash of a private key. */
    public boolean isHashed() {
        return namespace().contains(HASHED);
    }

    /** The contract, also of a hashed key. */
    public String contract() {
        String namespace = namespace();
        int end = namespace.indexOf(HASHED);
        return end < 0 ? namespace : namespace.substring(0, end);
    }

    /** The collection of a hashed key; empty for any other. */
    public String collection() {
        String namespace = namespace();
        int end = namespace.indexOf(HASHED);
        return end < 0 ? "" : namespace.substring(end + HASHED.length());
    }

    /** The key in clear; not for a hashed one. */
    public String key() {
        int start = separator() + 1;
        return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    }

    ByteString keyBytes() {
        int start = separator() + 1;
        return UnsafeByteOperations.unsafeWrap(bytes, start, bytes.length - start);
    }

    @Override
    public int compareTo(StateKey other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return namespace() + "/"
                + (isHashed() ? HexFormat.of().formatHex(keyBytes().toByteArray()) : key());
    }

    private int separator() {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == SEPARATOR) {
                return i;
            }
        }
        throw new IllegalStateException("a state key has a separator");
    }

    static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a key must be valid Unicode, was '" + text + "'", e);
        }
    }
}
