package org.credence.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.credence.node.config.StudySpec.BrokenRows;
import org.credence.node.config.StudySpec.DateSpec;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.node.config.StudySpec.FeatureType;
import org.credence.node.config.StudySpec.MoleculeForm;
import org.credence.node.config.StudySpec.MoleculeSpec;
import org.credence.node.config.StudySpec.SchemaSpec;
import org.credence.node.config.StudySpec.TargetSpec;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.config.StudySpec.WhenMissing;

/** Reads the section {@code schema}. */
final class SchemaReader {
    /** What an absent {@code missing} means: an empty cell. */
    private static final List<String> EMPTY_CELL = List.of("");

    private static final String LABELS_NAME = "labels";

    private static final int DEFAULT_BITS = 2048;

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
        BrokenRows brokenRows = section.choice("brokenRows", BrokenRows.class, BrokenRows.REFUSE);
        section.require("target", "the column to predict, such as {name: outcome, type: binary}");
        Supplier<TargetSpec> target = target(section.optionalSection("target"), missing);
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
        return () -> new SchemaSpec(
                features.stream().map(Supplier::get).toList(), target.get(), missing, standardize, brokenRows);
    }

    private Supplier<TargetSpec> target(Section section, List<String> missing) {
        if (!section.written()) {
            return () -> {
                throw new IllegalArgumentException("schema.target is missing");
            };
        }
        targetType = section.choice("type", TargetType.class, TargetType.BINARY);
        boolean labels = targetType == TargetType.LABELS;
        String name = labels ? section.text("name").map(String::strip).orElse(LABELS_NAME) : name(section);
        boolean yesOrNo = labels || targetType == TargetType.BINARY;
        List<String> positive = yesOrNo ? meanings(section, "positive", "1") : none(section, "positive");
        List<String> negative = yesOrNo ? meanings(section, "negative", "0") : none(section, "negative");
        for (String value : positive) {
            if (contains(negative, value)) {
                section.reject("negative", "cannot hold '" + value + "', which is positive");
            }
        }
        List<String> classes =
                outputs(section, "values", TargetType.CLASSES, "the classes, such as [low, medium, high]");
        List<String> columns = outputs(section, "columns", TargetType.LABELS, "the labels' columns, such as [a, b]");
        for (String column : columns) {
            taken(section, "columns", column);
        }
        for (String value : labels ? concat(positive, negative) : List.<String>of()) {
            if (contains(missing, value)) {
                section.reject("columns", "cannot mean anything by '" + value + "', which means missing");
            }
        }
        section.finish();
        return () -> new TargetSpec(name, targetType, positive, negative, classes, columns);
    }

    /** The cells that mean yes, or no. */
    private static List<String> meanings(Section section, String field, String fallback) {
        List<String> cells = section.texts(field, List.of(fallback));
        if (cells.isEmpty()) {
            section.reject(field, "must list at least one value that means " + fallback);
        }
        distinct(section, field, cells);
        return cells;
    }

    private static List<String> none(Section section, String field) {
        if (section.has(field)) {
            section.reject(field, "is for a target of type binary or labels only; leave it out");
        }
        return List.of();
    }

    /** The names of several outputs, for the type of target that has them. */
    private List<String> outputs(Section section, String field, TargetType type, String purpose) {
        if (targetType != type) {
            if (section.has(field)) {
                section.reject(field, "is for a target of type %s only; leave it out".formatted(Section.word(type)));
            }
            return List.of();
        }
        section.require(field, purpose);
        List<String> names =
                section.texts(field, List.of()).stream().map(String::strip).toList();
        if (section.has(field) && (names.size() < 2 || names.size() > TargetSpec.MAX_OUTPUTS)) {
            section.reject(field, "must list 2 to %d, was %d".formatted(TargetSpec.MAX_OUTPUTS, names.size()));
        }
        if (names.contains("")) {
            section.reject(field, "must list names, one is blank");
        }
        distinct(section, field, names);
        return names;
    }

    private static List<String> concat(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
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
        boolean molecule = type == FeatureType.SMILES;
        WhenMissing whenMissing =
                section.choice("whenMissing", WhenMissing.class, molecule ? WhenMissing.REFUSE : WhenMissing.MEAN);
        if (molecule && (!missing.isEmpty() || whenMissing != WhenMissing.REFUSE)) {
            section.reject(
                    section.has("missing") ? "missing" : "whenMissing",
                    "cannot be given for smiles: a row without its molecule is always refused");
        }
        Supplier<Optional<DateSpec>> date = date(section, type);
        Supplier<Optional<MoleculeSpec>> fingerprint = molecule(section, molecule);
        section.finish();
        return () -> new FeatureSpec(
                name,
                type,
                values,
                missing,
                date.get().orElse(null),
                fingerprint.get().orElse(null),
                whenMissing);
    }

    private static Supplier<Optional<DateSpec>> date(Section section, FeatureType type) {
        if (type != FeatureType.DATE) {
            for (String field : List.of("format", "until")) {
                if (section.has(field)) {
                    section.reject(field, "is for type date only; leave it out");
                }
            }
            return Optional::empty;
        }
        String format = section.text("format").map(String::strip).orElse("yyyy-MM-dd");
        if (!DateSpec.isFormat(format)) {
            section.reject(
                    "format", "must have yyyy, MM and dd once each, such as dd.MM.yyyy, was '%s'".formatted(format));
        }
        section.require("until", "the day until which the age counts, such as 2024-12-31, or the column that holds it");
        String until = section.text("until").map(String::strip).orElse("");
        if (section.has("until")) {
            try {
                new DateSpec("yyyy-MM-dd", until);
            } catch (IllegalArgumentException e) {
                section.reject("until", "must be a date or a column: " + e.getMessage());
            }
        }
        return () -> Optional.of(new DateSpec(format, until));
    }

    private static Supplier<Optional<MoleculeSpec>> molecule(Section section, boolean molecule) {
        if (!molecule) {
            for (String field : List.of("bits", "form")) {
                if (section.has(field)) {
                    section.reject(field, "is for type smiles only; leave it out");
                }
            }
            return Optional::empty;
        }
        int bits = section.integer("bits", MoleculeSpec.LEAST_BITS, MoleculeSpec.MOST_BITS, DEFAULT_BITS);
        if (Integer.bitCount(bits) != 1) {
            section.reject("bits", "must be a power of two, was " + bits);
        }
        MoleculeForm form = section.choice("form", MoleculeForm.class, MoleculeForm.PARENT);
        return () -> Optional.of(new MoleculeSpec(bits, form));
    }

    /** The column's name, stripped; noted as a problem if missing, blank or taken. */
    private String name(Section section) {
        section.require("name", "the column's name in the header line");
        String name = section.text("name").orElse("").strip();
        if (section.has("name") && name.isEmpty()) {
            section.reject("name", "must be the column's name in the header line, was blank");
        }
        taken(section, "name", name);
        return name;
    }

    /** Notes a problem where the column is one that another field names. */
    private void taken(Section section, String field, String column) {
        String first = names.putIfAbsent(column, section.path(field));
        if (first != null && !column.isEmpty()) {
            section.reject(field, "must be a column of its own, '%s' is already %s".formatted(column, first));
        }
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
