package org.credence.node.exchange;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code Range} (RFC 9110, section 14). A header that asks for several parts, or cannot be read, is passed over as the RFC lets
 * a server do: then all is sent.
 */
final class RangeHeader {
    private static final Pattern ONE =
            Pattern.compile("bytes=[ \\t]*([0-9]*)-([0-9]*)[ \\t]*", Pattern.CASE_INSENSITIVE);

    /** The most digits that always fit a long; a number with more is larger than any content, and is taken for so many nines. */
    private static final int MAX_DIGITS = 18;

    private RangeHeader() {}

    /**
     * What the header asks for; empty if it is a part of which the content has no byte.
     *
     * @param header the value of {@code Range}
     * @param total length of the content, 0 or more
     */
    static Optional<Slice> parse(String header, long total) {
        Matcher range = ONE.matcher(header);
        if (!range.matches()) {
            return Optional.of(Slice.all(total));
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.of(Slice.all(total)) : suffix(number(last), total);
        }
        if (last.isEmpty()) {
            return slice(number(first), total - 1, total);
        }
        return number(last) < number(first) ? Optional.of(Slice.all(total)) : slice(number(first), number(last), total);
    }

    private static Optional<Slice> suffix(long length, long total) {
        return length == 0 ? Optional.empty() : slice(Math.max(0, total - length), total - 1, total);
    }

    private static Optional<Slice> slice(long first, long last, long total) {
        return first >= total
                ? Optional.empty()
                : Optional.of(new Slice(first, Math.min(last, total - 1) - first + 1, total));
    }

    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return Long.parseLong(significant.length() > MAX_DIGITS ? "9".repeat(MAX_DIGITS) : significant);
    }
}
