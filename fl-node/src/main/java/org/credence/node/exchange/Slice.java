package org.credence.node.exchange;

/**
 * A part of content, or all of it.
 *
 * @param first offset of the first byte, from 0
 * @param length in bytes
 * @param total length of the content, at least {@code first + length}
 */
record Slice(long first, long length, long total) {
    Slice {
        if (first < 0 || length < 0 || total < 0 || first > total - length) {
            throw new IllegalArgumentException(
                    "a slice must be within its content, was %d bytes from %d of %d".formatted(length, first, total));
        }
    }

    /** All of a content. */
    static Slice all(long total) {
        return new Slice(0, total, total);
    }

    boolean isAll() {
        return length == total;
    }

    /** As an answer names it; of at least one byte. */
    String contentRange() {
        return "bytes %d-%d/%d".formatted(first, first + length - 1, total);
    }
}
