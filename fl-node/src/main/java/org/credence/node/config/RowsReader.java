package org.credence.node.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which rows are used for what: the section {@code evaluation}, and {@code validation} and {@code test} of each member. */
final class RowsReader {
    private static final String ROWS_WORDS = "must be rows such as '0-9, 20', a share such as 0.2, or none";
    private static final Pattern SPAN = Pattern.compile("(\\d{1,7})(?:\\s*-\\s*(\\d{1,7}))?");
    private static final int MAX_LISTED = 100_000;
    private static final RowSelection DEFAULT_VALIDATION = new RowSelection.Fraction(new BigDecimal("0.1"));
    private static final RowSelection DEFAULT_TEST = new RowSelection.Fraction(new BigDecimal("0.2"));
    private static final RowSelection NO_ROWS = new RowSelection.None();

    private final Problems problems;
    private ValidationSource validation = new ValidationSource.FromMembers();
    private Evaluation evaluation = new Evaluation.HoldOut();
    private RowSelection defaultValidation = DEFAULT_VALIDATION;
    private RowSelection defaultTest = DEFAULT_TEST;

    RowsReader(Problems problems) {
        this.problems = problems;
    }

    ValidationSource validation() {
        return validation;
    }

    Evaluation evaluation() {
        return evaluation;
    }

    void readEvaluation(Section section) {
        Optional<String> validationFile = fileOf(section, "validation");
        if (validationFile.isPresent()) {
            validation = new ValidationSource.BoardFile(validationFile.get());
            defaultValidation = NO_ROWS;
        } else {
            defaultValidation = share(section, "validation", DEFAULT_VALIDATION);
        }
        Optional<String> testFile = fileOf(section, "test");
        if (testFile.isPresent()) {
            evaluation = new Evaluation.CommonTest(testFile.get());
            defaultTest = NO_ROWS;
        } else {
            defaultTest = share(section, "test", DEFAULT_TEST);
        }
        readFolds(section);
        section.finish();
    }

    private void readFolds(Section section) {
        Optional<String> splits = fileName(section, "splits");
        Optional<String> folds = section.text("folds");
        if ((section.has("splits") || section.has("folds")) && section.has("test")) {
            section.reject("test", "cannot be given along with folds, whose rows are the test rows; keep one");
        }
        if (splits.isPresent()) {
            if (folds.isPresent() && !folds.get().equals("all")) {
                section.reject("folds", "must be all along with a splits file, was '" + folds.get() + "'");
            }
            evaluation = new Evaluation.Splits(splits.get());
            defaultTest = NO_ROWS;
        } else if (folds.isPresent()) {
            if (folds.get().equals("all")) {
                section.reject("folds", "must be a number; all needs a splits file beside it");
            } else {
                evaluation = new Evaluation.Folds(section.integer("folds", 2, Evaluation.Folds.MAX_FOLDS, 5));
            }
            defaultTest = NO_ROWS;
        }
    }

    /** A member's validation rows. */
    RowSelection memberValidation(Section member) {
        if (member.has("validation") && validation instanceof ValidationSource.BoardFile) {
            member.reject("validation", "cannot be given along with evaluation.validation.file; keep one");
        }
        return rows(member, "validation", defaultValidation);
    }

    /** A member's test rows. */
    RowSelection memberTest(Section member) {
        if (member.has("test") && !(evaluation instanceof Evaluation.HoldOut)) {
            member.reject("test", "cannot be given along with test rows for all in evaluation; keep one");
        }
        return rows(member, "test", defaultTest);
    }

    private RowSelection share(Section section, String field, RowSelection fallback) {
        RowSelection rows = rows(section, field, fallback);
        if (rows instanceof RowSelection.Listed) {
            section.reject(
                    field, "must be a share such as 0.2, none or {file: NAME} for all; list rows at each member");
            return fallback;
        }
        return rows;
    }

    private RowSelection rows(Section section, String field, RowSelection fallback) {
        Optional<YamlNode> node = section.find(field);
        if (node.isEmpty()) {
            return fallback;
        }
        if (node.get() instanceof YamlNode.Items list) {
            var rows = new TreeSet<Integer>();
            boolean right = !list.items().isEmpty();
            for (YamlNode item : list.items()) {
                right = right && item instanceof YamlNode.Scalar scalar && addSpans(scalar.text(), rows);
            }
            return right ? new RowSelection.Listed(List.copyOf(rows)) : wrong(section, field, fallback);
        }
        if (!(node.get() instanceof YamlNode.Scalar scalar)) {
            return wrong(section, field, fallback);
        }
        String text = scalar.text().strip();
        if (text.equals("none")) {
            return NO_ROWS;
        }
        Optional<BigDecimal> number = text.contains(".") ? CellText.number(text) : Optional.empty();
        if (number.isPresent() && Range.SHARE.contains(number.get())) {
            return new RowSelection.Fraction(number.get());
        }
        var rows = new TreeSet<Integer>();
        return addSpans(text, rows) ? new RowSelection.Listed(List.copyOf(rows)) : wrong(section, field, fallback);
    }

    private static RowSelection wrong(Section section, String field, RowSelection fallback) {
        section.reject(field, ROWS_WORDS + "; rows count from 0, at most " + MAX_LISTED + " are listed");
        return fallback;
    }

    /** Adds the rows of {@code "0-9, 20"}; false if it is not of that form or too long. */
    private static boolean addSpans(String text, Set<Integer> rows) {
        for (String part : text.split(",", -1)) {
            Matcher span = SPAN.matcher(part.strip());
            if (!span.matches()) {
                return false;
            }
            int first = Integer.parseInt(span.group(1));
            int last = span.group(2) == null ? first : Integer.parseInt(span.group(2));
            if (last < first || last - first >= MAX_LISTED) {
                return false;
            }
            for (int row = first; row <= last; row++) {
                rows.add(row);
            }
            if (rows.size() > MAX_LISTED) {
                return false;
            }
        }
        return true;
    }

    /** The name in {@code {file: NAME}}, if the field has that form. */
    private Optional<String> fileOf(Section section, String field) {
        Optional<YamlNode> node = section.has(field) ? section.find(field) : Optional.empty();
        if (node.isEmpty() || !(node.get() instanceof YamlNode.Fields)) {
            return Optional.empty();
        }
        Section group = Section.of(problems, section.path(field), node.get());
        group.require("file", "the name of a CSV in the data folder");
        Optional<String> name = fileName(group, "file");
        group.finish();
        return name.or(() -> Optional.of(""));
    }

    /** A file's name in the data folder. */
    static Optional<String> fileName(Section section, String field) {
        Optional<String> name = section.text(field).map(String::strip);
        if (name.isPresent() && !staysInside(name.get())) {
            section.reject(
                    field,
                    "must name a file inside the data folder, without '..' and not from the root, was '%s'"
                            .formatted(name.get()));
        }
        return name;
    }

    private static boolean staysInside(String name) {
        return !name.isEmpty()
                && name.indexOf('\0') < 0
                && !name.startsWith("/")
                && !name.contains("\\")
                && !name.matches("[A-Za-z]:.*")
                && !List.of(name.split("/", -1)).contains("..");
    }
}
