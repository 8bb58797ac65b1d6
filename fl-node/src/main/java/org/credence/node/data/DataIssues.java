package org.credence.node.data;

import java.util.ArrayList;
import java.util.List;

/**
 * What the members' manifests say about whether a study can learn.
 *
 * @param errors for which the study must not start
 * @param warnings that a member should know of
 */
public record DataIssues(List<String> errors, List<String> warnings) {
    public DataIssues {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /**
     * The issues of a study with these members.
     *
     * @param manifests each of this schema, at least one
     */
    public static DataIssues of(Schema schema, List<DatasetManifest> manifests) {
        List<String> errors = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        switch (schema.task()) {
            case BINARY -> checkBinary(schema, manifests, errors, warnings);
            case CLASSES -> checkClasses(schema, manifests, errors, warnings);
            case LABELS -> checkLabels(schema, manifests, errors, warnings);
            case NUMBER -> {}
        }
        for (DatasetManifest manifest : manifests) {
            for (ColumnStatistics column : manifest.columns()) {
                if (column.present() == 0) {
                    warnings.add("%s: no value in column %s; the consortium's mean stands in"
                            .formatted(manifest.member(), column.column()));
                } else if (column.present() == 1) {
                    warnings.add("%s: one value in column %s, which its manifest therefore reveals"
                            .formatted(manifest.member(), column.column()));
                }
            }
        }
        for (int i = 0; i < manifests.get(0).columns().size(); i++) {
            int column = i;
            if (manifests.stream()
                    .allMatch(manifest -> manifest.columns().get(column).present() == 0)) {
                errors.add("no member has a value in column %s; leave it out of the schema"
                        .formatted(manifests.get(0).columns().get(column).column()));
            }
        }
        return new DataIssues(errors, warnings);
    }

    /**
     * Refuses members' data from which a study cannot learn.
     *
     * @throws DataFileException naming every error
     */
    public void requireNoErrors() {
        if (!errors.isEmpty()) {
            throw new DataFileException(errors);
        }
    }

    private static void checkBinary(
            Schema schema, List<DatasetManifest> manifests, List<String> errors, List<String> warnings) {
        boolean anyPositive = false;
        boolean anyNegative = false;
        for (DatasetManifest manifest : manifests) {
            boolean positive = manifest.positives(0) > 0;
            boolean negative = manifest.positives(0) < manifest.rows();
            anyPositive |= positive;
            anyNegative |= negative;
            if (!positive || !negative) {
                warnings.add("%s: all %d rows are %s; alone it could not learn"
                        .formatted(manifest.member(), manifest.rows(), positive ? "positive" : "negative"));
            }
        }
        if (!anyPositive || !anyNegative) {
            errors.add("%s is %s in every row of every member; there is nothing to learn. Check positive and negative"
                    .formatted(schema.spec().target().name(), anyPositive ? "positive" : "negative"));
        }
    }

    /** A class that a member has no row of is usual; one that nobody has a row of cannot be learned. */
    private static void checkClasses(
            Schema schema, List<DatasetManifest> manifests, List<String> errors, List<String> warnings) {
        List<String> classes = schema.outputNames();
        for (int i = 0; i < classes.size(); i++) {
            int output = i;
            if (manifests.stream().allMatch(manifest -> manifest.positives(output) == 0)) {
                errors.add("no member has a row of class '%s' of %s; leave it out of values"
                        .formatted(classes.get(i), schema.spec().target().name()));
            }
        }
        for (DatasetManifest manifest : manifests) {
            for (int output = 0; output < classes.size(); output++) {
                if (manifest.positives(output) == manifest.rows()) {
                    warnings.add("%s: all %d rows are of class '%s'; alone it could not learn"
                            .formatted(manifest.member(), manifest.rows(), classes.get(output)));
                }
            }
        }
    }

    private static void checkLabels(
            Schema schema, List<DatasetManifest> manifests, List<String> errors, List<String> warnings) {
        List<String> labels = schema.outputNames();
        for (int i = 0; i < labels.size(); i++) {
            int output = i;
            boolean positive = manifests.stream().anyMatch(manifest -> manifest.positives(output) > 0);
            boolean negative = manifests.stream().anyMatch(manifest -> negatives(manifest, output) > 0);
            if (!positive || !negative) {
                errors.add("label %s is %s at every member; there is nothing to learn. Leave it out of columns"
                        .formatted(
                                labels.get(i), positive ? "positive" : negative ? "negative" : "missing in every row"));
            }
        }
        for (DatasetManifest manifest : manifests) {
            List<String> oneSided = new ArrayList<>();
            for (int output = 0; output < labels.size(); output++) {
                if (manifest.positives(output) == 0 || negatives(manifest, output) == 0) {
                    oneSided.add(labels.get(output));
                }
            }
            if (!oneSided.isEmpty()) {
                warnings.add("%s: lacks positive or negative rows of %s; alone it could not learn them"
                        .formatted(manifest.member(), String.join(", ", oneSided)));
            }
        }
    }

    private static int negatives(DatasetManifest manifest, int output) {
        return manifest.targets().get(output).present() - manifest.positives(output);
    }
}
