package org.credence.protocol;

import java.util.regex.Pattern;

/**
 * An organization of the consortium, named by its MSP.
 *
 * @param value the MSP id: 1 to 64 letters, digits, dots or hyphens
 */
public record MemberId(String value) implements Comparable<MemberId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");

    public MemberId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a member id is 1 to 64 letters, digits, dots or hyphens and starts with a letter or digit, was '"
                            + value + "'");
        }
    }

    /** By the value's text; ids are ASCII, so this is the order of their bytes. */
    @Override
    public int compareTo(MemberId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
