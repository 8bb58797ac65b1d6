package org.credence.node.exchange;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes an answer holds, as it says itself in {@code Content-Range}.
 *
 * @param first offset of the first byte, from 0
 * @param last offset of the last byte, at least {@code first}
 * @param total length of the content, above {@code last}
 */
record ContentRange(long first, long last, long total) {
    private static final Pattern FORM = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

    ContentRange {
        if (first < 0 || last < first || total <= last) {
            throw new IllegalArgumentException(
                    "a content range must be 0 <= first <= last < total, was %d-%d/%d".formatted(first, last, total));
        }
    }

    /** The range that a header tells; empty if it tells none, or one that cannot be. */
    static Optional<ContentRange> parse(String header) {
        Matcher range = FORM.matcher(header);
        if (!range.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        long total = Long.parseLong(range.group(3));
        return first <= last && last < total ? Optional.of(new ContentRange(first, last, total)) : Optional.empty();
    }

    /** Bytes in the answer. */
    long length() {
        return last - first + 1;
    }
}
