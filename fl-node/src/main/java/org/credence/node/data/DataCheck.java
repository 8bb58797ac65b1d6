package org.credence.node.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.node.config.StudySpec.TargetType;

/**
 * What one file is worth to a study, for the eyes of the site that holds it: nothing of it leaves.
 *
 * @param file as the study names it
 * @param records of the file
 * @param rows that the study can use
 * @param broken a line for each record that is of no use, with its place and what would be right
 * @param features in the order of the study file
 * @param targets in the schema's order
 * @param summed the columns whose sums a member's manifest tells the others
 */
public record DataCheck(
        String file,
        int records,
        int rows,
        List<String> broken,
        List<Feature> features,
        List<Target> targets,
        List<String> summed) {
    public DataCheck {
        broken = List.copyOf(broken);
        features = List.copyOf(features);
        targets = List.copyOf(targets);
        summed = List.copyOf(summed);
    }

    /**
     * One column of the study.
     *
     * @param missing rows without a value
     * @param content in words
     */
    public record Feature(String name, int missing, String content) {}

    /**
     * One target: a class or a label has one of its own.
     *
     * @param known rows that have it
     * @param content in words
     */
    public record Target(String name, int known, String content) {}

    /**
     * The check of {@code folder/name}.
     *
     * @throws DataFileException if it is no table, lacks a column, or has no rows
     */
    public static DataCheck of(Schema schema, Path folder, String name) {
        LoadedRows loaded = new RowsLoader(schema).examine(folder, name);
        RawRows rows = loaded.rows();
        List<Feature> features = new ArrayList<>();
        for (int f = 0; f < schema.spec().features().size(); f++) {
            features.add(feature(schema, rows, f));
        }
        List<Target> targets = new ArrayList<>();
        for (int output = 0; output < rows.outputs(); output++) {
            targets.add(target(schema, rows, output));
        }
        List<String> summed = schema.columns().stream()
                .filter(Schema.Column::number)
                .map(Schema.Column::name)
                .toList();
        return new DataCheck(name, loaded.records(), rows.size(), loaded.broken(), features, targets, summed);
    }

    private static Feature feature(Schema schema, RawRows rows, int f) {
        FeatureSpec spec = schema.spec().features().get(f);
        int[] columns = schema.columnsOf(f);
        return switch (spec.type()) {
            case NUMBER, DATE -> number(spec, rows, columns[0]);
            case CATEGORY -> category(spec, rows, columns);
            case SMILES -> molecule(spec, rows, columns);
        };
    }

    private static Feature number(FeatureSpec spec, RawRows rows, int column) {
        List<Double> values = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            if (!rows.missing(row, column)) {
                values.add(rows.value(row, column));
            }
        }
        return new Feature(spec.name(), rows.size() - values.size(), range(values));
    }

    private static String range(List<Double> values) {
        if (values.isEmpty()) {
            return "no value";
        }
        double least = values.get(0);
        double most = values.get(0);
        double sum = 0;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
            sum += value;
        }
        return String.format(Locale.ROOT, "%.4g to %.4g, mean %.4g", least, most, sum / values.size());
    }

    private static Feature category(FeatureSpec spec, RawRows rows, int[] columns) {
        List<String> counts = new ArrayList<>();
        int present = 0;
        for (int i = 0; i < spec.values().size(); i++) {
            int count = count(rows, columns[i]);
            present += count;
            if (count > 0) {
                counts.add(spec.values().get(i) + " " + count);
            }
        }
        return new Feature(spec.name(), rows.size() - present, shortened(counts));
    }

    private static int count(RawRows rows, int column) {
        int count = 0;
        for (int row = 0; row < rows.size(); row++) {
            count += rows.value(row, column) == 1.0 ? 1 : 0;
        }
        return count;
    }

    private static String shortened(List<String> counts) {
        int shown = Math.min(counts.size(), 8);
        String rest = counts.size() > shown ? ", and %d more values".formatted(counts.size() - shown) : "";
        return String.join(", ", counts.subList(0, shown)) + rest;
    }

    private static Feature molecule(FeatureSpec spec, RawRows rows, int[] columns) {
        long bits = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int column : columns) {
                bits += rows.value(row, column) == 1.0 ? 1 : 0;
            }
        }
        double mean = rows.size() == 0 ? 0 : (double) bits / rows.size();
        return new Feature(
                spec.name(),
                0,
                String.format(
                        Locale.ROOT,
                        "molecules, %.1f of %d bits on average",
                        mean,
                        Objects.requireNonNull(spec.molecule()).bits()));
    }

    private static Target target(Schema schema, RawRows rows, int output) {
        List<Double> values = new ArrayList<>();
        int ones = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (rows.labelled(row, output)) {
                values.add(rows.target(row, output));
                ones += rows.target(row, output) == 1.0 ? 1 : 0;
            }
        }
        String content = schema.task() == TargetType.NUMBER
                ? range(values)
                : "%d positive, %d negative".formatted(ones, values.size() - ones);
        return new Target(schema.targetNames().get(output), values.size(), content);
    }
}
