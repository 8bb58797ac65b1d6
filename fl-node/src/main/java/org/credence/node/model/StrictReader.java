package org.credence.node.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.credence.protocol.Digest;

/**
 * Reads bytes that came from outside, field by field: big-endian integers, digests, short ASCII texts. Whatever is missing,
 * malformed or left over is a {@link MalformedBytesException} that says where.
 */
public final class StrictReader {
    private final ByteBuffer bytes;

    public StrictReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Bytes not read yet. */
    public int remaining() {
        return bytes.remaining();
    }

    /** Where the next field starts. */
    public int position() {
        return bytes.position();
    }

    /**
     * Reads the three letters and the version byte that every format here starts with.
     *
     * @throws MalformedBytesException if they are others
     */
    public void expectHeader(String magic, int version) {
        byte[] expected = magic.getBytes(StandardCharsets.US_ASCII);
        byte[] actual = bytes(expected.length, "format");
        if (!Arrays.equals(expected, actual)) {
            throw new MalformedBytesException("these bytes do not start with '%s'".formatted(magic));
        }
        int found = unsignedByte("version");
        if (found != version) {
            throw new MalformedBytesException("version %d is not known, only %d".formatted(found, version));
        }
    }

    public int unsignedByte(String field) {
        require(1, field);
        return Byte.toUnsignedInt(bytes.get());
    }

    /** A big-endian 32-bit integer that is not negative. */
    public int natural(String field) {
        require(Integer.BYTES, field);
        int value = bytes.getInt();
        if (value < 0) {
            throw new MalformedBytesException("%s must not be negative, was %d".formatted(field, value));
        }
        return value;
    }

    public long int64(String field) {
        require(Long.BYTES, field);
        return bytes.getLong();
    }

    public Digest digest(String field) {
        return Digest.of(bytes(Digest.BYTES, field));
    }

    /** A length byte, then so many bytes of visible ASCII. */
    public String text(String field) {
        byte[] ascii = bytes(unsignedByte(field), field);
        for (byte b : ascii) {
            if (b < '!' || b > '~') {
                throw new MalformedBytesException("%s must be visible ASCII".formatted(field));
            }
        }
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    /** @throws MalformedBytesException if anything is left */
    public void expectEnd() {
        if (bytes.hasRemaining()) {
            throw new MalformedBytesException(
                    "%d bytes too many from offset %d".formatted(bytes.remaining(), bytes.position()));
        }
    }

    private byte[] bytes(int length, String field) {
        require(length, field);
        byte[] read = new byte[length];
        bytes.get(read);
        return read;
    }

    private void require(int length, String field) {
        if (bytes.remaining() < length) {
            throw new MalformedBytesException("cut short at offset %d: %s needs %d bytes, %d are left"
                    .formatted(bytes.position(), field, length, bytes.remaining()));
        }
    }
}
