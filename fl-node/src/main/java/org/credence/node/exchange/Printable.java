package org.credence.node.exchange;

/** Text of strangers, made fit for one line of a log. */
final class Printable {
    /** The longest text, in characters. */
    static final int MAX_LENGTH = 300;

    private static final char FIRST = ' ';
    private static final char LAST = '~';

    private Printable() {}

    /** The text's beginning, with a question mark for whatever is not printable ASCII. */
    static String of(String text) {
        var line = new StringBuilder();
        text.chars().limit(MAX_LENGTH).forEach(c -> line.append(c >= FIRST && c <= LAST ? (char) c : '?'));
        return line.toString();
    }

    /** What went wrong at the bottom of it. */
    static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return of(message == null ? root.getClass().getSimpleName() : message);
    }
}
