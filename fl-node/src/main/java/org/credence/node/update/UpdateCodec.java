package org.credence.node.update;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.credence.node.model.MalformedBytesException;
import org.credence.node.model.ParameterVector;
import org.credence.node.model.StrictReader;
import org.credence.node.update.InvalidUpdateException.Reason;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;

/**
 * The canonical bytes of an {@link Update}, specified in the package's description. One update has one encoding, and only that
 * one is decoded.
 */
public final class UpdateCodec {
    /** The largest size of a parameter that is ever sent, in units of 2^-32: 2^20, {@link ParameterVector#MAX_MAGNITUDE}. */
    public static final long MAX_FIXED = (long) ParameterVector.MAX_MAGNITUDE << ParameterVector.FRACTION_BITS;

    private static final String MAGIC = "CRU";
    private static final int VERSION = 1;
    private static final int DENSE_VARINT = 1;
    private static final int MAX_VARINT_SHIFT = 63;

    private UpdateCodec() {}

    /**
     * @throws InvalidUpdateException with {@link Reason#OUT_OF_RANGE} if a parameter is larger than {@link #MAX_FIXED}; NaN and
     *     infinity have no {@link ParameterVector}
     */
    public static byte[] encode(Update update) {
        UpdateHeader header = update.header();
        ParameterVector delta = update.delta();
        requireWithin(delta, MAX_FIXED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 + 5 * delta.length());
        bytes.writeBytes(MAGIC.getBytes(StandardCharsets.US_ASCII));
        bytes.write(VERSION);
        writeText(bytes, header.study().value());
        writeInt(bytes, header.round());
        writeText(bytes, header.member().value());
        bytes.writeBytes(header.base().bytes());
        bytes.writeBytes(header.schema().bytes());
        bytes.write(DENSE_VARINT);
        writeInt(bytes, delta.length());
        for (int i = 0; i < delta.length(); i++) {
            writeVarint(bytes, (delta.fixed(i) << 1) ^ (delta.fixed(i) >> 63));
        }
        return bytes.toByteArray();
    }

    /** @throws InvalidUpdateException with {@link Reason#MALFORMED} or {@link Reason#OUT_OF_RANGE} */
    public static Update decode(byte[] bytes) {
        try {
            StrictReader reader = new StrictReader(bytes);
            reader.expectHeader(MAGIC, VERSION);
            UpdateHeader header = readHeader(reader);
            int codec = reader.unsignedByte("codec");
            if (codec != DENSE_VARINT) {
                throw new MalformedBytesException("codec %d is not known, only %d".formatted(codec, DENSE_VARINT));
            }
            ParameterVector delta = readDelta(reader);
            reader.expectEnd();
            requireWithin(delta, MAX_FIXED);
            return new Update(header, delta);
        } catch (MalformedBytesException e) {
            throw new InvalidUpdateException(Reason.MALFORMED, "not an update: " + e.getMessage(), e);
        }
    }

    /**
     * Decodes the update of one member for one round.
     *
     * @param expected what the ledger says that the update belongs to
     * @param length number of parameters of the study's model
     * @param bound largest size of a parameter, in units of 2^-32, at most {@link #MAX_FIXED}
     * @return the change of the parameters
     * @throws InvalidUpdateException with one reason, the same on every machine
     */
    public static ParameterVector decode(byte[] bytes, UpdateHeader expected, int length, long bound) {
        Update update = decode(bytes);
        UpdateHeader header = update.header();
        requireSame(Reason.WRONG_STUDY, "study", expected.study(), header.study());
        requireSame(Reason.WRONG_ROUND, "round", expected.round(), header.round());
        requireSame(Reason.WRONG_MEMBER, "member", expected.member(), header.member());
        requireSame(Reason.WRONG_BASE, "base", expected.base(), header.base());
        requireSame(Reason.WRONG_SCHEMA, "schema", expected.schema(), header.schema());
        requireSame(
                Reason.WRONG_LENGTH,
                "number of parameters",
                length,
                update.delta().length());
        requireWithin(update.delta(), bound);
        return update.delta();
    }

    private static UpdateHeader readHeader(StrictReader reader) {
        try {
            return new UpdateHeader(
                    new StudyId(reader.text("study")),
                    reader.natural("round"),
                    new MemberId(reader.text("member")),
                    reader.digest("base"),
                    reader.digest("schema"));
        } catch (IllegalArgumentException e) {
            throw new MalformedBytesException("malformed header: " + e.getMessage(), e);
        }
    }

    private static ParameterVector readDelta(StrictReader reader) {
        int length = reader.natural("number of parameters");
        if (length > reader.remaining()) {
            throw new MalformedBytesException(
                    "%d parameters need at least as many bytes, %d are left".formatted(length, reader.remaining()));
        }
        long[] fixed = new long[length];
        for (int i = 0; i < length; i++) {
            long zigzag = readVarint(reader);
            fixed[i] = (zigzag >>> 1) ^ -(zigzag & 1);
        }
        return ParameterVector.ofFixed(fixed);
    }

    private static long readVarint(StrictReader reader) {
        long value = 0;
        for (int shift = 0; shift <= MAX_VARINT_SHIFT; shift += 7) {
            int next = reader.unsignedByte("parameter");
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                boolean shortest = next != 0 || shift == 0;
                boolean fits = shift < MAX_VARINT_SHIFT || next == 1;
                if (!shortest || !fits) {
                    throw new MalformedBytesException(
                            "the parameter before offset %d is not in its shortest form".formatted(reader.position()));
                }
                return value;
            }
        }
        throw new MalformedBytesException("the parameter before offset %d is too long".formatted(reader.position()));
    }

    private static void writeVarint(ByteArrayOutputStream bytes, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private static void writeText(ByteArrayOutputStream bytes, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        bytes.write(ascii.length);
        bytes.writeBytes(ascii);
    }

    private static void writeInt(ByteArrayOutputStream bytes, int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private static void requireSame(Reason reason, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new InvalidUpdateException(
                    reason, "the update's %s is %s, expected %s".formatted(what, actual, expected));
        }
    }

    private static void requireWithin(ParameterVector delta, long bound) {
        for (int i = 0; i < delta.length(); i++) {
            if (delta.fixed(i) > bound || delta.fixed(i) < -bound) {
                throw new InvalidUpdateException(
                        Reason.OUT_OF_RANGE,
                        "parameter %d of the update is %d units of 2^-32, at most %d are allowed"
                                .formatted(i, delta.fixed(i), bound));
            }
        }
    }
}
