package org.credence.node.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.node.config.StudySpec.FeatureType;
import org.credence.node.config.StudySpec.SchemaSpec;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.config.StudySpec.WhenMissing;
import org.credence.protocol.Digest;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DomainHash;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;
import org.tribuo.data.columnar.ColumnarFeature;

/**
 * One feature and output domain for all members of a study, a function of the study's specification alone. Immutable.
 *
 * <p>A number is one column, and so is a date (as an age); a category is one column for each of its values (1 where the cell has it, 0
 * elsewhere; all 0 where the cell is missing), a molecule one for each bit of its fingerprint. Where the study flags missing cells, one
 * more column is 1 for them. Columns are ordered by name, as Tribuo orders its feature ids.
 */
public final class Schema {
    /** The label of a binary target's 0. */
    public static final String NEGATIVE = "0";

    /** The label of a binary target's 1. */
    public static final String POSITIVE = "1";

    /** The entry after the {@code @} in the name of a number's column. */
    static final String NUMBER_ENTRY = "value";

    /** The entry of the column that says that a cell is missing, where the study wants one. */
    static final String MISSING_ENTRY = "missing";

    private static final int MAX_COLUMNS = 65_535;

    private final SchemaSpec spec;
    private final List<Column> columns;
    private final Map<String, Integer> positions = new HashMap<>();
    private final int[][] columnsByFeature;
    private final Digest digest;

    /**
     * One column of the encoded rows.
     *
     * @param name Tribuo's name, {@code feature@value} for a number, {@code feature@category} otherwise
     * @param feature its place in the specification's list
     * @param number whether it holds a number (standardized, may be missing), else 0 or 1
     */
    public record Column(String name, int feature, boolean number) {}

    private Schema(SchemaSpec spec, List<Column> columns) {
        this.spec = spec;
        this.columns = List.copyOf(columns);
        DomainHash hash = DomainHash.of("credence/schema/1").bytes(CanonicalJson.encode(spec));
        for (int i = 0; i < columns.size(); i++) {
            positions.put(columns.get(i).name(), i);
            hash.text(columns.get(i).name());
        }
        this.columnsByFeature = spec.features().stream()
                .map(feature -> entries(feature).stream()
                        .mapToInt(entry -> position(ColumnarFeature.generateFeatureName(feature.name(), entry)))
                        .toArray())
                .toArray(int[][]::new);
        this.digest = hash.hash();
    }

    /**
     * The domain of this specification.
     *
     * @throws IllegalArgumentException if two columns would have one name, or there are more than 65,535
     */
    public static Schema of(SchemaSpec spec) {
        List<Column> columns = new ArrayList<>();
        var names = new TreeSet<String>();
        for (int f = 0; f < spec.features().size(); f++) {
            FeatureSpec feature = spec.features().get(f);
            boolean numeric = feature.type() == FeatureType.NUMBER || feature.type() == FeatureType.DATE;
            for (String entry : entries(feature)) {
                String name = ColumnarFeature.generateFeatureName(feature.name(), entry);
                if (!names.add(name)) {
                    throw new IllegalArgumentException(
                            "two columns would be called '" + name + "'; rename one of the features");
                }
                columns.add(new Column(name, f, numeric && entry.equals(NUMBER_ENTRY)));
            }
        }
        if (columns.size() > MAX_COLUMNS) {
            throw new IllegalArgumentException("at most %d columns, was %d".formatted(MAX_COLUMNS, columns.size()));
        }
        columns.sort(Comparator.comparing(Column::name));
        return new Schema(spec, columns);
    }

    /** What stands after the {@code @} in the names of a feature's columns. */
    static List<String> entries(FeatureSpec feature) {
        List<String> entries = new ArrayList<>(
                switch (feature.type()) {
                    case NUMBER, DATE -> List.of(NUMBER_ENTRY);
                    case CATEGORY -> feature.values();
                    case SMILES -> bits(feature);
                });
        if (feature.whenMissing() == WhenMissing.FLAG) {
            entries.add(MISSING_ENTRY);
        }
        return List.copyOf(entries);
    }

    /** Numbers of equal length, so that their order as text is that of the bits. */
    private static List<String> bits(FeatureSpec feature) {
        int bits = Objects.requireNonNull(feature.molecule()).bits();
        return IntStream.range(0, bits).mapToObj("%05d"::formatted).toList();
    }

    public SchemaSpec spec() {
        return spec;
    }

    /** The columns of every encoded row, in order. */
    public List<Column> columns() {
        return columns;
    }

    /** Columns of every encoded row. */
    public int width() {
        return columns.size();
    }

    /** What kind of target there is to predict. */
    public TargetType task() {
        return spec.target().type();
    }

    /**
     * What a model's outputs are called, in their order: the two classes of a binary target, the name of a number, the classes, or the
     * labels.
     */
    public List<String> outputNames() {
        return switch (task()) {
            case BINARY -> List.of(NEGATIVE, POSITIVE);
            case NUMBER -> List.of(spec.target().name());
            case CLASSES -> spec.target().classes();
            case LABELS -> spec.target().columns();
        };
    }

    /** What the targets of a row are called in statistics, in their order: {@code column@class} for a class. */
    List<String> targetNames() {
        return switch (task()) {
            case BINARY, NUMBER -> List.of(spec.target().name());
            case CLASSES ->
                spec.target().classes().stream()
                        .map(value -> ColumnarFeature.generateFeatureName(
                                spec.target().name(), value))
                        .toList();
            case LABELS -> spec.target().columns();
        };
    }

    /** SHA-256 of the specification and the ordered names of the columns: equal digests, equal meaning of every column. */
    public Digest digest() {
        return digest;
    }

    /**
     * The place of a column.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    int position(String column) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalArgumentException("the schema has no column '" + column + "'");
        }
        return position;
    }

    /** The places of a feature's columns: one for a number, one for each value of a category in their order. Not to be changed. */
    int[] columnsOf(int feature) {
        return columnsByFeature[feature];
    }

    /** Tribuo's feature domain; ids are the places of the columns. Its constants say nothing about anybody's rows. */
    public ImmutableFeatureMap featureMap() {
        List<VariableInfo> infos = new ArrayList<>();
        for (Column column : columns) {
            infos.add(new RealInfo(column.name(), 1, 1.0, 0.0, 0.0, 0.0));
        }
        return new ImmutableFeatureMap(infos);
    }
}
