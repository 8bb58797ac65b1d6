package org.credence.node.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Typed reading of one group of fields. Whatever is wrong is noted with its place and the reading goes on with a stand-in value,
 * so that one pass finds everything. Ends with {@link #finish}, which reports fields that nobody asked for.
 */
final class Section {
    private final Problems problems;
    private final String path;
    private final YamlNode place;
    private final TreeMap<String, YamlNode.Field> fields = new TreeMap<>();
    private final TreeSet<String> asked = new TreeSet<>();

    private Section(Problems problems, String path, YamlNode place) {
        this.problems = problems;
        this.path = path;
        this.place = place;
        if (place instanceof YamlNode.Fields group) {
            group.fields().forEach(field -> fields.put(field.name(), field));
        }
    }

    /** The group of fields in {@code node}; with a problem noted and no fields if it is something else. */
    static Section of(Problems problems, String path, YamlNode node) {
        if (!(node instanceof YamlNode.Fields)) {
            problems.add(
                    node,
                    path,
                    path.isEmpty()
                            ? "%s is fields with values, such as '%s'"
                                    .formatted(
                                            problems.kind().name(),
                                            problems.kind().example())
                            : "must have fields of its own");
        }
        return new Section(problems, path, node);
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The value of a field that has one. A field without a value is noted as a problem. */
    Optional<YamlNode> find(String name) {
        asked.add(name);
        YamlNode.Field field = fields.get(name);
        if (field == null) {
            return Optional.empty();
        }
        if (field.value() instanceof YamlNode.Scalar scalar && scalar.absent()) {
            problems.add(field.line(), field.column(), path(name), "has no value; give one or leave the field out");
            return Optional.empty();
        }
        return Optional.of(field.value());
    }

    /** Notes a problem with a field: at its value, or where the group starts if it is not given. */
    void reject(String name, String message) {
        asked.add(name);
        YamlNode.Field field = fields.get(name);
        problems.add(field == null ? place : field.value(), path(name), message);
    }

    /** Notes a missing field, with what it is for, unless it is there. */
    void require(String name, String purpose) {
        asked.add(name);
        if (!has(name) && place instanceof YamlNode.Fields) {
            problems.add(place, path(name), "is missing: " + purpose);
        }
    }

    /** A group that must be there; an empty one stands in. */
    Section section(String name, String purpose) {
        require(name, purpose);
        return optionalSection(name);
    }

    /** A group that may be left out: then every field of it is at its default. */
    Section optionalSection(String name) {
        return find(name)
                .map(node -> of(problems, path(name), node))
                .orElseGet(() ->
                        new Section(problems, path(name), new YamlNode.Scalar(place.line(), place.column(), "", true)));
    }

    /** Whether this group is written in the file, as fields. */
    boolean written() {
        return place instanceof YamlNode.Fields;
    }

    /** A list of groups. */
    List<Section> sections(String name) {
        List<Section> sections = new ArrayList<>();
        for (YamlNode item : items(name)) {
            sections.add(of(problems, path(name) + "[" + sections.size() + "]", item));
        }
        return sections;
    }

    private List<YamlNode> items(String name) {
        Optional<YamlNode> node = find(name);
        if (node.isPresent() && node.get() instanceof YamlNode.Items list) {
            return list.items();
        }
        node.ifPresent(other -> problems.add(other, path(name), "must be a list"));
        return List.of();
    }

    /** A list of texts. */
    List<String> texts(String name, List<String> fallback) {
        if (!has(name)) {
            asked.add(name);
            return fallback;
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items(name)) {
            if (item instanceof YamlNode.Scalar scalar && !scalar.absent()) {
                texts.add(scalar.text());
            } else {
                problems.add(item, path(name) + "[" + texts.size() + "]", "must be a value; quote it if it is a text");
            }
        }
        return texts;
    }

    Optional<String> text(String name) {
        Optional<YamlNode> node = find(name);
        if (node.isPresent() && node.get() instanceof YamlNode.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        node.ifPresent(other -> problems.add(other, path(name), "must be a single value"));
        return Optional.empty();
    }

    boolean flag(String name, boolean fallback) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        if (!text.get().equals("true") && !text.get().equals("false")) {
            reject(name, "must be true or false, was '" + text.get() + "'");
        }
        return text.get().equals("true");
    }

    BigDecimal decimal(String name, Range range, BigDecimal fallback) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        Optional<BigDecimal> number = CellText.number(text.get());
        if (number.isEmpty()) {
            reject(name, "must be a number, was '" + text.get() + "'");
            return fallback;
        }
        if (!range.contains(number.get())) {
            reject(name, "must be " + range.wordsFor(number.get()) + ", was " + text.get());
            return fallback;
        }
        return number.get();
    }

    long integer(String name, long low, long high, long fallback) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        Optional<Long> number = wholeNumber(text.get());
        if (number.isEmpty() || number.get() < low || number.get() > high) {
            reject(name, "must be a whole number from %d to %d, was '%s'".formatted(low, high, text.get()));
            return fallback;
        }
        return number.get();
    }

    int integer(String name, int low, int high, int fallback) {
        return Math.toIntExact(integer(name, (long) low, (long) high, (long) fallback));
    }

    static Optional<Long> wholeNumber(String text) {
        if (!text.matches("[+-]?\\d{1,19}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(text.get())) {
                return constant;
            }
        }
        String known = Arrays.stream(type.getEnumConstants()).map(Section::word).collect(Collectors.joining(", "));
        reject(name, "must be one of " + known + ", was '" + text.get() + "'");
        return fallback;
    }

    /** How a choice is written in a study file. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The names in the file, for groups whose names are data; marks them as asked for. */
    List<String> names() {
        asked.addAll(fields.keySet());
        return List.copyOf(fields.keySet());
    }

    /** Reports every field that was never asked for. */
    void finish() {
        for (YamlNode.Field field : fields.values()) {
            if (!asked.contains(field.name())) {
                String hint = Spelling.nearest(field.name(), asked)
                        .map(name -> "did you mean '" + name + "'?")
                        .orElseGet(() -> "known here: " + String.join(", ", asked));
                problems.add(field.line(), field.column(), path(field.name()), "is not a field; " + hint);
            }
        }
    }
}
