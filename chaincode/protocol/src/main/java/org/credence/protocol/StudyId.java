package org.credence.protocol;

import java.util.regex.Pattern;

/**
 * A study, named by whoever proposes it.
 *
 * @param value 1 to 64 letters, digits, dots, hyphens or underscores
 */
public record StudyId(String value) implements Comparable<StudyId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public StudyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a study id is 1 to 64 letters, digits, dots, hyphens or underscores and starts with a letter or digit, was '"
                            + value + "'");
        }
    }

    /** By the value's text; ids are ASCII, so this is the order of their bytes. */
    @Override
    public int compareTo(StudyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
