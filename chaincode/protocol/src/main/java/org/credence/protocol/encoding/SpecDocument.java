package org.credence.protocol.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A study's specification as content: bytes whose SHA-256 is the very hash that stands on the ledger ({@link Hashes#spec}), so that
 * whoever knows that hash can ask anybody for the specification. Two fields, each preceded by its length in four bytes, most
 * significant first: the hash's domain, and the specification's canonical JSON.
 */
public final class SpecDocument {
    private static final byte[] DOMAIN = Hashes.SPEC_DOMAIN.getBytes(StandardCharsets.UTF_8);
    private static final int JSON_AT = Integer.BYTES + DOMAIN.length + Integer.BYTES;

    private SpecDocument() {}

    /** The specification's bytes. */
    public static byte[] encode(Record specification) {
        byte[] json = CanonicalJson.encode(specification);
        return head(json.length).put(json).array();
    }

    /**
     * The specification in these bytes.
     *
     * @throws DecodeException if they are none
     */
    public static <T extends Record> T decode(byte[] content, Class<T> type) {
        int length = content.length - JSON_AT;
        if (length < 0 || !Arrays.equals(content, 0, JSON_AT, head(length).array(), 0, JSON_AT)) {
            throw new DecodeException("not a study's specification: it does not begin with " + Hashes.SPEC_DOMAIN);
        }
        return CanonicalJson.decode(Arrays.copyOfRange(content, JSON_AT, content.length), type);
    }

    private static ByteBuffer head(int length) {
        return ByteBuffer.allocate(JSON_AT + length)
                .putInt(DOMAIN.length)
                .put(DOMAIN)
                .putInt(length);
    }
}
