package org.credence.node.exchange;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a member, from its head on: whether it is what was asked for, and where its bytes go. An answer that announces no
 * length, or too great a one, is not read. Safe for use by several threads.
 */
final class Answer implements BodyHandler<String> {
    private static final int OK = 200;
    private static final int PARTIAL = 206;

    private final Download download;
    private final long number;
    private final long from;
    private final long maxBytes;
    private final AtomicLong received;
    private volatile @Nullable String garbage;
    private volatile boolean begun;

    /**
     * The answer to a request for everything from what has come already.
     *
     * @param received counts bytes of content
     */
    Answer(Download download, long maxBytes, AtomicLong received) {
        this.download = download;
        this.number = download.nextAnswer();
        this.from = download.length();
        this.maxBytes = maxBytes;
        this.received = received;
    }

    /** Offset of the first byte that is asked for. */
    long from() {
        return from;
    }

    /** Whether the answer has a head. */
    boolean begun() {
        return begun;
    }

    /** What is wrong with it; {@code null} if nothing is. */
    @Nullable
    String garbage() {
        return garbage;
    }

    @Override
    public BodySubscriber<String> apply(ResponseInfo head) {
        begun = true;
        int status = head.statusCode();
        if (status != OK && status != PARTIAL) {
            return new Excerpt();
        }
        garbage = problem(status, head.headers());
        if (garbage != null) {
            return new Excerpt();
        }
        if (status == OK) {
            download.restart(number);
        }
        return new ContentSubscriber(piece -> {
            received.addAndGet(piece.remaining());
            return download.take(number, piece);
        });
    }

    private @Nullable String problem(int status, HttpHeaders headers) {
        OptionalLong length = headers.firstValueAsLong("Content-Length");
        if (length.isEmpty()) {
            return "an answer without a length";
        }
        long first = status == OK ? 0 : from;
        if (length.getAsLong() > maxBytes - first) {
            return "%d bytes, more than the %d that are taken".formatted(length.getAsLong(), maxBytes - first);
        }
        if (status == OK) {
            return null;
        }
        boolean asked = headers.firstValue("Content-Range")
                .flatMap(ContentRange::parse)
                .filter(range -> range.first() == from && range.last() + 1 == range.total())
                .filter(range -> range.length() == length.getAsLong())
                .isPresent();
        return asked ? null : "other bytes than those from %d on".formatted(from);
    }
}
