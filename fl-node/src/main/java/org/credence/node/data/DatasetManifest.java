package org.credence.node.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;
import org.credence.protocol.encoding.DomainHash;
import org.credence.protocol.encoding.Implied;

/**
 * What a member commits to at its enrolment: how many rows it trains on, a salted hash of them, and sums over their columns. No row
 * is in it; but the sums of very few rows say much about each (see {@link DataIssues}).
 *
 * @param schema digest of the {@link Schema} that the rows were read with
 * @param rows trained on, 1 to {@link #MAX_ROWS}
 * @param data SHA-256 of a secret salt and the canonical rows: the member can open it, nobody can guess it
 * @param columns of the numbers, in the schema's order
 * @param target sums over the first target; for a binary one the sum counts the positives
 * @param furtherTargets the same over the other classes or labels, in the schema's order; empty for a task of one output
 */
public record DatasetManifest(
        StudyId study,
        MemberId member,
        Digest schema,
        int rows,
        Digest data,
        List<ColumnStatistics> columns,
        ColumnStatistics target,
        @Implied List<ColumnStatistics> furtherTargets) {
    /** The most rows of a member. */
    public static final int MAX_ROWS = 10_000_000;

    /** Bytes of a salt. */
    public static final int SALT_BYTES = 32;

    public DatasetManifest {
        columns = List.copyOf(columns);
        if (rows < 1 || rows > MAX_ROWS) {
            throw new IllegalArgumentException("rows must be 1 to %d, was %d".formatted(MAX_ROWS, rows));
        }
        furtherTargets = List.copyOf(furtherTargets);
        for (ColumnStatistics column : concat(columns, concat(List.of(target), furtherTargets))) {
            if (column.present() > rows) {
                throw new IllegalArgumentException(
                        "%s: %d cells in %d rows".formatted(column.column(), column.present(), rows));
            }
        }
    }

    /**
     * The manifest of these rows.
     *
     * @param salt {@link #SALT_BYTES} bytes that the member keeps to itself
     * @throws IllegalArgumentException if there are no rows or the salt is of another length
     */
    public static DatasetManifest of(StudyId study, MemberId member, Schema schema, RawRows rows, byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has %d bytes, was %d".formatted(SALT_BYTES, salt.length));
        }
        List<ColumnStatistics> columns = new ArrayList<>();
        for (int c = 0; c < schema.width(); c++) {
            if (schema.columns().get(c).number()) {
                columns.add(column(schema, rows, c));
            }
        }
        List<ColumnStatistics> targets = new ArrayList<>();
        for (int output = 0; output < rows.outputs(); output++) {
            targets.add(target(schema, rows, output));
        }
        Digest data = DomainHash.of("credence/rows/1")
                .bytes(salt)
                .bytes(new RowsCodec(schema).encode(rows))
                .hash();
        return new DatasetManifest(
                study,
                member,
                schema.digest(),
                rows.size(),
                data,
                columns,
                targets.get(0),
                targets.subList(1, targets.size()));
    }

    private static ColumnStatistics target(Schema schema, RawRows rows, int output) {
        ColumnStatistics statistics = ColumnStatistics.none(schema.targetNames().get(output));
        for (int row = 0; row < rows.size(); row++) {
            statistics = rows.labelled(row, output) ? statistics.plus(rows.target(row, output)) : statistics;
        }
        return statistics;
    }

    private static ColumnStatistics column(Schema schema, RawRows rows, int column) {
        ColumnStatistics statistics =
                ColumnStatistics.none(schema.columns().get(column).name());
        for (int row = 0; row < rows.size(); row++) {
            statistics = rows.missing(row, column) ? statistics : statistics.plus(rows.value(row, column));
        }
        return statistics;
    }

    /**
     * A manifest received from a member.
     *
     * @throws DecodeException if the bytes are no manifest in canonical form, or hold what no rows can have
     */
    public static DatasetManifest decode(byte[] bytes) {
        return CanonicalJson.decode(bytes, DatasetManifest.class);
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return CanonicalJson.encode(this);
    }

    /** SHA-256 of the canonical bytes, which the enrolment puts on the ledger. */
    public Digest digest() {
        return Digest.sha256(encode());
    }

    /**
     * Refuses a manifest of another study, member or schema, or one whose sums the schema does not allow.
     *
     * @throws IllegalArgumentException saying what differs
     */
    public void requireMatches(StudyId expectedStudy, MemberId expectedMember, Schema expected) {
        if (!study.equals(expectedStudy) || !member.equals(expectedMember)) {
            throw new IllegalArgumentException("a manifest of %s in %s, expected %s in %s"
                    .formatted(member, study, expectedMember, expectedStudy));
        }
        List<String> names = columns.stream().map(ColumnStatistics::column).toList();
        List<String> numbers = expected.columns().stream()
                .filter(Schema.Column::number)
                .map(Schema.Column::name)
                .toList();
        if (!schema.equals(expected.digest()) || !names.equals(numbers)) {
            throw new IllegalArgumentException("%s's manifest is of another schema".formatted(member));
        }
        List<String> targetNames =
                targets().stream().map(ColumnStatistics::column).toList();
        if (!targetNames.equals(expected.targetNames()) || !fits(expected.task())) {
            throw new IllegalArgumentException("%s's manifest is of another target".formatted(member));
        }
    }

    /** Whether the targets' sums are those of such a task. */
    private boolean fits(TargetType task) {
        boolean complete = targets().stream().allMatch(sums -> sums.present() == rows);
        boolean zerosAndOnes = targets().stream().allMatch(DatasetManifest::countsOnes);
        return switch (task) {
            case NUMBER -> complete;
            case BINARY -> complete && zerosAndOnes;
            case CLASSES ->
                complete
                        && zerosAndOnes
                        && targets().stream().mapToLong(DatasetManifest::ones).sum() == rows;
            case LABELS -> zerosAndOnes;
        };
    }

    /** Whether these sums are those of zeros and ones. */
    private static boolean countsOnes(ColumnStatistics sums) {
        var one = new BigDecimal(ColumnStatistics.ONE);
        var divided = sums.sum().divideAndRemainder(one);
        return divided[1].signum() == 0
                && divided[0].signum() >= 0
                && divided[0].compareTo(BigDecimal.valueOf(sums.present())) <= 0
                && sums.squares().compareTo(sums.sum().multiply(one)) == 0;
    }

    private static int ones(ColumnStatistics sums) {
        return sums.sum()
                .divideToIntegralValue(new BigDecimal(ColumnStatistics.ONE))
                .intValueExact();
    }

    /** The sums over all targets, in the schema's order. */
    public List<ColumnStatistics> targets() {
        return concat(List.of(target), furtherTargets);
    }

    /** Rows whose binary target, class or label is 1. Only after {@link #requireMatches} with a schema whose target is no number. */
    public int positives(int output) {
        return ones(targets().get(output));
    }

    private static List<ColumnStatistics> concat(List<ColumnStatistics> one, List<ColumnStatistics> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
