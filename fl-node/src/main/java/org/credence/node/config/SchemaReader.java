package org.credence.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.node.config.StudySpec.FeatureType;
import org.credence.node.config.StudySpec.SchemaSpec;
import org.credence.node.config.StudySpec.TargetSpec;
import org.credence.node.config.StudySpec.TargetType;

/** Reads the section {@code schema}. */
final class SchemaReader {
    /** What an absent {@code missing} means: an empty cell. */
    private static final List<String> EMPTY_CELL = List.of("");

    private final TreeMap<String, String> names = new TreeMap<>();
    private TargetType targetType = TargetType.BINARY;

    /** The target's type, once the schema has been read. */
    TargetType targetType() {
        return targetType;
    }

    Supplier<SchemaSpec> read(Section section) {
        List<String> missing = section.texts("missing", EMPTY_CELL);
        distinct(section, "missing", missing);
        boolean standardize = section.flag("standardize", true);
        section.require("target", "the column to predict, such as {name: outcome, type: binary}");
        Supplier<TargetSpec> target = target(section.optionalSection("target"));
        section.require("features", "the columns to learn from, such as [{name: age, type: number}]");
        List<Section> entries = section.sections("features");
        if (entries.isEmpty() && section.has("features")) {
            section.reject("features", "must list at least one column");
        }
        List<Supplier<FeatureSpec>> features = new ArrayList<>();
        for (Section entry : entries) {
            features.add(feature(entry, missing));
        }
        section.finish();
        return () -> new SchemaSpec(features.stream().map(Supplier::get).toList(), target.get(), missing, standardize);
    }

    private Supplier<TargetSpec> target(Section section) {
        if (!section.written()) {
            return () -> {
                throw new IllegalArgumentException("schema.target is missing");
            };
        }
        String name = name(section);
        targetType = section.choice("type", TargetType.class, TargetType.BINARY);
        boolean binary = targetType == TargetType.BINARY;
        List<String> positive = section.texts("positive", binary ? List.of("1") : List.of());
        List<String> negative = section.texts("negative", binary ? List.of("0") : List.of());
        for (String field : List.of("positive", "negative")) {
            if (!binary && section.has(field)) {
                section.reject(field, "is for a binary target only; leave it out");
            }
        }
        if (binary && positive.isEmpty()) {
            section.reject("positive", "must list at least one value that means 1");
        }
        if (binary && negative.isEmpty()) {
            section.reject("negative", "must list at least one value that means 0");
        }
        distinct(section, "positive", positive);
        distinct(section, "negative", negative);
        for (String value : positive) {
            if (contains(negative, value)) {
                section.reject("negative", "cannot hold '" + value + "', which is positive");
            }
        }
        section.finish();
        return () -> new TargetSpec(name, targetType, positive, negative);
    }

    private Supplier<FeatureSpec> feature(Section section, List<String> missingAnywhere) {
        String name = name(section);
        FeatureType type = section.choice(
                "type", FeatureType.class, section.has("values") ? FeatureType.CATEGORY : FeatureType.NUMBER);
        boolean category = type == FeatureType.CATEGORY;
        List<String> values =
                section.texts("values", List.of()).stream().map(String::strip).toList();
        if (category) {
            section.require("values", "a category lists its values, such as [a, b, c]");
            if (section.has("values") && values.size() < 2) {
                section.reject("values", "must list at least two values");
            }
            distinct(section, "values", values);
        } else if (section.has("values")) {
            section.reject("values", "is for type category only; leave it out, or make this a category");
        }
        List<String> missing = section.texts("missing", List.of());
        distinct(section, "missing", missing);
        for (String value : values) {
            if (contains(missing, value) || contains(missingAnywhere, value)) {
                section.reject("values", "cannot hold '" + value + "', which means missing");
            }
        }
        section.finish();
        return () -> new FeatureSpec(name, type, values, missing);
    }

    /** The column's name, stripped; noted as a problem if missing, blank or taken. */
    private String name(Section section) {
        section.require("name", "the column's name in the header line");
        String name = section.text("name").orElse("").strip();
        if (section.has("name") && name.isEmpty()) {
            section.reject("name", "must be the column's name in the header line, was blank");
        }
        String first = names.putIfAbsent(name, section.path("name"));
        if (first != null && !name.isEmpty()) {
            section.reject("name", "must be a column of its own, '%s' is already %s".formatted(name, first));
        }
        return name;
    }

    private static boolean contains(List<String> cells, String cell) {
        return cells.stream().anyMatch(other -> CellText.key(other).equals(CellText.key(cell)));
    }

    private static void distinct(Section section, String field, List<String> cells) {
        long different = cells.stream().map(CellText::key).distinct().count();
        if (different < cells.size()) {
            section.reject(field, "must list different values; '1' and '1.0' count as one, was " + cells);
        }
    }
}
