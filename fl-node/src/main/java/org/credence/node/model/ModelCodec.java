package org.credence.node.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.credence.protocol.Digest;
import org.credence.protocol.StudyId;

/**
 * The canonical bytes of a {@link ModelState}, specified in the package's description. One state has one encoding, and only that
 * one is decoded.
 */
public final class ModelCodec {
    private static final String MAGIC = "CRM";
    private static final int VERSION = 1;

    private ModelCodec() {}

    public static byte[] encode(ModelState state) {
        byte[] study = state.study().value().getBytes(StandardCharsets.US_ASCII);
        ParameterVector parameters = state.parameters();
        ByteBuffer bytes = ByteBuffer.allocate(
                        MAGIC.length() + 2 + study.length + 2 * Integer.BYTES + Long.BYTES * parameters.length())
                .put(MAGIC.getBytes(StandardCharsets.US_ASCII))
                .put((byte) VERSION)
                .put((byte) study.length)
                .put(study)
                .putInt(state.round())
                .putInt(parameters.length());
        for (int i = 0; i < parameters.length(); i++) {
            bytes.putLong(parameters.fixed(i));
        }
        return bytes.array();
    }

    /** The model's hash, as the ledger holds it. */
    public static Digest hash(ModelState state) {
        return Digest.sha256(encode(state));
    }

    /** @throws MalformedBytesException for anything that {@link #encode} does not write */
    public static ModelState decode(byte[] bytes) {
        StrictReader reader = new StrictReader(bytes);
        reader.expectHeader(MAGIC, VERSION);
        StudyId study = studyId(reader.text("study"));
        int round = reader.natural("round");
        int length = reader.natural("number of parameters");
        if (reader.remaining() != (long) Long.BYTES * length) {
            throw new MalformedBytesException("%d parameters need %d bytes, %d are left"
                    .formatted(length, (long) Long.BYTES * length, reader.remaining()));
        }
        long[] fixed = new long[length];
        for (int i = 0; i < length; i++) {
            fixed[i] = reader.int64("parameter");
        }
        return new ModelState(study, round, ParameterVector.ofFixed(fixed));
    }

    private static StudyId studyId(String text) {
        try {
            return new StudyId(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedBytesException("malformed study: " + e.getMessage(), e);
        }
    }
}
