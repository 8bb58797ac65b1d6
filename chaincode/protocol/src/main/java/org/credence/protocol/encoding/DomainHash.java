package org.credence.protocol.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.credence.protocol.Digest;

/**
 * SHA-256 over a domain and fields, each preceded by its length, so that no two lists of fields have the same bytes and no hash of one
 * purpose serves for another. For one use by one thread.
 */
public final class DomainHash {
    private final MessageDigest sha256;

    private DomainHash(MessageDigest sha256) {
        this.sha256 = sha256;
    }

    /**
     * A hash for one purpose.
     *
     * @param domain starts with {@code credence/} and ends with the version of what is hashed, as in {@code credence/scores/1}
     */
    public static DomainHash of(String domain) {
        if (!domain.startsWith("credence/")) {
            throw new IllegalArgumentException("domains start with credence/, was '" + domain + "'");
        }
        try {
            return new DomainHash(MessageDigest.getInstance("SHA-256")).text(domain);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds bytes as one field. */
    public DomainHash bytes(byte[] field) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        sha256.update(field);
        return this;
    }

    /** Adds text as one field, in UTF-8. */
    public DomainHash text(String field) {
        return bytes(field.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a number as one field of eight bytes, most significant first. */
    public DomainHash number(long field) {
        return bytes(ByteBuffer.allocate(Long.BYTES).putLong(field).array());
    }

    /** Adds a digest as one field. */
    public DomainHash digest(Digest field) {
        return bytes(field.bytes());
    }

    /** The hash over all fields; ends the use of this object. */
    public Digest hash() {
        return Digest.of(sha256.digest());
    }
}
