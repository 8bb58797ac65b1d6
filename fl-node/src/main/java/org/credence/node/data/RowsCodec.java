package org.credence.node.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.protocol.Digest;

/**
 * The canonical bytes of rows under a schema; the format is specified in this package's description. Equal rows have equal bytes,
 * and only those bytes are read back. The SHA-256 of a validation set in a study's specification is of these bytes.
 */
public final class RowsCodec {
    private static final int MAGIC = 0x43525753;
    private static final byte VERSION = 1;
    private static final byte MISSING_LABEL = 2;
    private static final long NEGATIVE_ZERO = Double.doubleToLongBits(-0.0);

    private final Schema schema;
    private final List<FeatureSpec> features;

    public RowsCodec(Schema schema) {
        this.schema = schema;
        this.features = schema.spec().features();
    }

    /** The canonical bytes of these rows. */
    public byte[] encode(RawRows rows) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeByte(VERSION);
            out.write(schema.digest().bytes());
            out.writeInt(rows.size());
            for (int row = 0; row < rows.size(); row++) {
                for (int feature = 0; feature < features.size(); feature++) {
                    writeCell(out, feature, rows, row);
                }
                writeTarget(out, rows.targets(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** SHA-256 of the canonical bytes. */
    public Digest digest(RawRows rows) {
        return Digest.sha256(encode(rows));
    }

    private void writeCell(DataOutputStream out, int feature, RawRows rows, int row) throws IOException {
        int[] columns = schema.columnsOf(feature);
        switch (features.get(feature).type()) {
            case CATEGORY -> {
                int place = 0;
                for (int i = 0; i < columns.length; i++) {
                    place = rows.value(row, columns[i]) == 1.0 ? i + 1 : place;
                }
                out.writeShort(place);
            }
            case NUMBER, DATE -> {
                boolean present = !rows.missing(row, columns[0]);
                out.writeBoolean(present);
                if (present) {
                    out.writeLong(Double.doubleToLongBits(rows.value(row, columns[0])));
                }
            }
            case SMILES -> {
                byte[] bits = new byte[columns.length / Byte.SIZE];
                for (int i = 0; i < columns.length; i++) {
                    bits[i / Byte.SIZE] |= (byte) (rows.value(row, columns[i]) == 1.0 ? 1 << i % Byte.SIZE : 0);
                }
                out.write(bits);
            }
        }
    }

    private void writeTarget(DataOutputStream out, double[] targets) throws IOException {
        switch (schema.task()) {
            case BINARY -> out.writeByte((int) targets[0]);
            case NUMBER -> out.writeLong(Double.doubleToLongBits(targets[0]));
            case CLASSES -> out.writeShort(Targets.classOf(targets));
            case LABELS -> {
                for (double label : targets) {
                    out.writeByte(Double.isNaN(label) ? MISSING_LABEL : (int) label);
                }
            }
        }
    }

    /**
     * The rows whose canonical bytes these are.
     *
     * @throws MalformedRowsException for all other bytes, those of another schema included
     */
    public RawRows decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            RawRows rows = read(in);
            if (in.hasRemaining()) {
                throw new MalformedRowsException("%d bytes after the last row".formatted(in.remaining()));
            }
            return rows;
        } catch (BufferUnderflowException e) {
            throw new MalformedRowsException("rows end early, after %d bytes".formatted(bytes.length));
        }
    }

    private RawRows read(ByteBuffer in) {
        if (in.getInt() != MAGIC || in.get() != VERSION) {
            throw new MalformedRowsException("rows start with CRWS and version " + VERSION);
        }
        byte[] digest = new byte[Digest.BYTES];
        in.get(digest);
        if (!Digest.of(digest).equals(schema.digest())) {
            throw new MalformedRowsException("rows of schema %s, expected %s"
                    .formatted(Digest.of(digest).brief(), schema.digest().brief()));
        }
        int size = in.getInt();
        if (size < 0) {
            throw new MalformedRowsException("a number of rows is at least 0, was " + size);
        }
        var rows = new RawRows.Builder(schema);
        for (int row = 0; row < size; row++) {
            double[] cells = RawRows.emptyRow(schema);
            for (int feature = 0; feature < features.size(); feature++) {
                readCell(in, feature, cells);
            }
            rows.add(cells, readTarget(in));
        }
        return rows.build();
    }

    private void readCell(ByteBuffer in, int feature, double[] cells) {
        int[] columns = schema.columnsOf(feature);
        switch (features.get(feature).type()) {
            case CATEGORY -> {
                int place = Short.toUnsignedInt(in.getShort());
                if (place > columns.length) {
                    throw new MalformedRowsException("category '%s' has %d values, was value %d"
                            .formatted(features.get(feature).name(), columns.length, place));
                }
                if (place > 0) {
                    cells[columns[place - 1]] = 1.0;
                }
            }
            case NUMBER, DATE -> {
                if (readFlag(in)) {
                    cells[columns[0]] = readNumber(in);
                } else if (columns.length > 1) {
                    cells[columns[1]] = 1.0;
                }
            }
            case SMILES -> {
                for (int i = 0; i < columns.length; i += Byte.SIZE) {
                    byte bits = in.get();
                    for (int bit = 0; bit < Byte.SIZE; bit++) {
                        cells[columns[i + bit]] = bits >> bit & 1;
                    }
                }
            }
        }
    }

    private double[] readTarget(ByteBuffer in) {
        double[] targets = new double[schema.spec().target().outputs()];
        switch (schema.task()) {
            case BINARY -> targets[0] = readFlag(in) ? 1.0 : 0.0;
            case NUMBER -> targets[0] = readNumber(in);
            case CLASSES -> {
                int place = Short.toUnsignedInt(in.getShort());
                if (place >= targets.length) {
                    throw new MalformedRowsException(
                            "there are %d classes, was class %d".formatted(targets.length, place));
                }
                targets[place] = 1.0;
            }
            case LABELS -> {
                for (int label = 0; label < targets.length; label++) {
                    targets[label] = readLabel(in);
                }
            }
        }
        return targets;
    }

    private static double readLabel(ByteBuffer in) {
        byte label = in.get();
        if (label < 0 || label > MISSING_LABEL) {
            throw new MalformedRowsException("a label is 0, 1 or 2 for missing, was " + label);
        }
        return label == MISSING_LABEL ? RawRows.MISSING : label;
    }

    private static boolean readFlag(ByteBuffer in) {
        byte flag = in.get();
        if (flag != 0 && flag != 1) {
            throw new MalformedRowsException("a flag is 0 or 1, was " + flag);
        }
        return flag == 1;
    }

    private static double readNumber(ByteBuffer in) {
        long bits = in.getLong();
        double value = Double.longBitsToDouble(bits);
        if (!(Math.abs(value) <= NumberCells.MAX_MAGNITUDE) || bits == NEGATIVE_ZERO) {
            throw new MalformedRowsException("a number is at most 2^40 in size and not negative zero, was " + value);
        }
        return value;
    }
}
