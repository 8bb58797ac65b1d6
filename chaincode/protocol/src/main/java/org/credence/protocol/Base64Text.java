package org.credence.protocol;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as Base64 text with padding and without line ends: one spelling for each value. */
final class Base64Text {
    private Base64Text() {}

    static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The bytes behind a text.
     *
     * @param what the text is, for the message
     * @param most bytes that there may be; longer text is not looked at
     * @throws IllegalArgumentException unless the text is the one spelling of at most that many bytes
     */
    static byte[] decode(String what, String text, int most) {
        if (text.length() > (most + 2) / 3 * 4) {
            throw new IllegalArgumentException(
                    "%s has at most %s bytes, was Base64 of length %s".formatted(what, most, text.length()));
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw notBase64(what, e);
        }
        if (!of(bytes).equals(text)) {
            throw notBase64(what, null);
        }
        return bytes;
    }

    private static IllegalArgumentException notBase64(String what, @Nullable Throwable cause) {
        return new IllegalArgumentException(what + " is Base64 with padding and without line ends", cause);
    }
}
