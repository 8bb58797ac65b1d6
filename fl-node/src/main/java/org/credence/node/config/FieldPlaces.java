package org.credence.node.config;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where each field of a study file stands, so that what is found out about a study after reading is told with its place as well.
 *
 * @param file how problems call the file
 * @param places by dotted field; the file as a whole is {@code ""}
 */
public record FieldPlaces(String file, NavigableMap<String, Place> places) {
    private static final Place START = new Place(1, 1);

    public FieldPlaces {
        places = new TreeMap<>(places);
    }

    /** Where a value starts: line and column from 1. */
    public record Place(int line, int column) {}

    /** The places of everything in this document. */
    static FieldPlaces of(String file, YamlNode root) {
        NavigableMap<String, Place> places = new TreeMap<>();
        note(places, "", root);
        return new FieldPlaces(file, places);
    }

    private static void note(NavigableMap<String, Place> places, String path, YamlNode node) {
        places.put(path, new Place(node.line(), node.column()));
        if (node instanceof YamlNode.Fields group) {
            for (YamlNode.Field field : group.fields()) {
                note(places, path.isEmpty() ? field.name() : path + "." + field.name(), field.value());
            }
        } else if (node instanceof YamlNode.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                note(places, path + "[" + i + "]", list.items().get(i));
            }
        }
    }

    /** The place of a field's value; of the closest group around it that is written, where the field is left to its default. */
    Place of(String field) {
        String path = field;
        while (!places.containsKey(path) && !path.isEmpty()) {
            path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
        }
        return places.getOrDefault(path, START);
    }

    /** The refusal of a study for this field. */
    StudyFileException refusal(String field, String message) {
        Place place = of(field);
        return new StudyFileException(List.of(new Problem(file, place.line(), place.column(), field, message)));
    }
}
