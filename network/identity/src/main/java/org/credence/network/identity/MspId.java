package org.credence.network.identity;

import java.util.regex.Pattern;

/** The form of an organization's MSP id and of the names below it: safe in a subject, a file name and a ledger key. */
final class MspId {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private MspId() {}

    static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }

    static String require(String mspId) {
        if (!isOne(mspId)) {
            throw new IllegalArgumentException(
                    "an MSP id is 1 to 64 letters, digits, dots or hyphens and starts with a letter or digit, was '"
                            + mspId + "'");
        }
        return mspId;
    }

    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a name is 1 to 64 letters, digits or one of . _ @ - and starts with a letter or digit, was '"
                            + name + "'");
        }
        return name;
    }
}
