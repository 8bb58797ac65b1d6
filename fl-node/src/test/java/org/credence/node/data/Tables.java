package org.credence.node.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.node.config.StudySpec.FeatureType;
import org.credence.node.config.StudySpec.SchemaSpec;
import org.credence.node.config.StudySpec.TargetSpec;
import org.credence.node.config.StudySpec.TargetType;

/** Schemas, files and rows for tests. */
final class Tables {
    private Tables() {}

    /** age and dose are numbers (dose 0 is missing), stage is 1, 2 or 3; outcome is y or n. A cell of ? is missing. */
    static SchemaSpec trialSpec() {
        return new SchemaSpec(
                List.of(
                        new FeatureSpec("stage", FeatureType.CATEGORY, List.of("1", "2", "3"), List.of()),
                        new FeatureSpec("dose", FeatureType.NUMBER, List.of(), List.of("0")),
                        new FeatureSpec("age", FeatureType.NUMBER, List.of(), List.of())),
                new TargetSpec("outcome", TargetType.BINARY, List.of("y"), List.of("n")),
                List.of("?"),
                true);
    }

    static Schema trial() {
        return Schema.of(trialSpec());
    }

    /** As {@link #trial}, with a number as the target. */
    static Schema regression() {
        return Schema.of(new SchemaSpec(
                trialSpec().features(),
                new TargetSpec("outcome", TargetType.NUMBER, List.of(), List.of()),
                List.of("?"),
                true));
    }

    /** As {@link #trial}, where an empty cell is missing, as a database's NULL is. */
    static Schema trialWithEmptyCells() {
        SchemaSpec spec = trialSpec();
        return Schema.of(new SchemaSpec(spec.features(), spec.target(), List.of(""), true));
    }

    /** As {@link #trial}, with three classes. */
    static Schema classes() {
        return Schema.of(new SchemaSpec(
                trialSpec().features(),
                new TargetSpec(
                        "outcome", TargetType.CLASSES, List.of(), List.of(), List.of("low", "2", "high"), List.of()),
                List.of("?"),
                true));
    }

    /** As {@link #trial}, with two labels. */
    static Schema labels() {
        return Schema.of(new SchemaSpec(
                trialSpec().features(),
                new TargetSpec(
                        "labels", TargetType.LABELS, List.of("y"), List.of("n"), List.of(), List.of("liver", "heart")),
                List.of("?"),
                true));
    }

    /** One schema for each kind of target. */
    static List<Schema> all() {
        return List.of(trial(), regression(), classes(), labels());
    }

    static void write(Path folder, String name, String text) {
        try {
            Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many random rows of this schema, with missing cells of every kind. */
    static RawRows random(Schema schema, SplittableRandom random, int size) {
        var rows = new RawRows.Builder(schema);
        for (int i = 0; i < size; i++) {
            double[] row = RawRows.emptyRow(schema);
            for (int feature = 0; feature < schema.spec().features().size(); feature++) {
                int[] columns = schema.columnsOf(feature);
                if (random.nextInt(5) > 0) {
                    boolean number = schema.columns().get(columns[0]).number();
                    row[columns[random.nextInt(columns.length)]] = number ? random.nextDouble(-1e6, 1e6) : 1.0;
                }
            }
            rows.add(row, target(schema, random));
        }
        return rows.build();
    }

    private static double[] target(Schema schema, SplittableRandom random) {
        double[] target = new double[schema.spec().target().outputs()];
        switch (schema.task()) {
            case BINARY -> target[0] = random.nextInt(2);
            case NUMBER -> target[0] = random.nextDouble(-1e3, 1e3);
            case CLASSES -> target[random.nextInt(target.length)] = 1.0;
            case LABELS -> {
                for (int label = 0; label < target.length; label++) {
                    int drawn = random.nextInt(3);
                    target[label] = drawn == 2 ? RawRows.MISSING : drawn;
                }
            }
        }
        return target;
    }
}
