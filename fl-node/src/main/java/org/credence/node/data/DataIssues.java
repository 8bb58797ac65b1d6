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
        if (schema.binary()) {
            checkClasses(schema, manifests, errors, warnings);
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

    private static void checkClasses(
            Schema schema, List<DatasetManifest> manifests, List<String> errors, List<String> warnings) {
        boolean anyPositive = false;
        boolean anyNegative = false;
        for (DatasetManifest manifest : manifests) {
            boolean positive = manifest.positives() > 0;
            boolean negative = manifest.positives() < manifest.rows();
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
}
