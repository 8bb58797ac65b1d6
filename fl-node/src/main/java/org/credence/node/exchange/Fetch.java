package org.credence.node.exchange;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.credence.node.exchange.Outcome.Kind;
import org.credence.protocol.Digest;

/** One content from one member: asks, goes on after a cut where it ended, and gives up in time. For one thread. */
final class Fetch {
    /** Cuts after which one fetch goes on; the next fetch goes on after that. */
    private static final int MAX_CUTS = 16;

    /** What the JDK says of a connection that ends in the middle of a handshake, for which it has no type. */
    private static final String ENDED = "Remote host terminated the handshake";

    private static final int NOT_FOUND = 404;
    private static final int NOT_SATISFIABLE = 416;
    private static final int OK = 200;
    private static final int PARTIAL = 206;

    private final Link link;
    private final FetchLimits limits;
    private final Digest digest;
    private final Download download;
    private final AtomicLong received;

    /** @param received counts bytes of content */
    Fetch(Link link, FetchLimits limits, Digest digest, Download download, AtomicLong received) {
        this.link = link;
        this.limits = limits;
        this.digest = digest;
        this.download = download;
        this.received = received;
    }

    /** What came of it; the bytes are in the download. */
    Outcome run() {
        long deadline = System.nanoTime() + limits.whole().toNanos();
        boolean inVain = false;
        for (int cuts = 1; ; cuts++) {
            long before = download.length();
            Outcome outcome = ask(deadline);
            boolean more = download.length() > before;
            // A connection that stood idle may have been closed at the other end: once is no sign of anything.
            if (outcome.kind() != Kind.CUT || cuts >= MAX_CUTS || (!more && inVain)) {
                return outcome;
            }
            inVain |= !more;
        }
    }

    private Outcome ask(long deadline) {
        var answer = new Answer(download, limits.maxBytes(), received);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(ContentPath.of(link.entry().address(), digest));
        if (answer.from() > 0) {
            request.header("Range", "bytes=%d-".formatted(answer.from()));
        }
        CompletableFuture<HttpResponse<String>> reply = link.client().sendAsync(request.build(), answer);
        try {
            return outcome(await(reply, answer, deadline), answer);
        } catch (ExecutionException e) {
            return failure(e);
        } catch (TimeoutException e) {
            return Outcome.of(Kind.SILENT, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.of(Kind.STOPPED, "interrupted");
        } finally {
            reply.cancel(true);
        }
    }

    /** Waits for as long as bytes come, and not beyond the deadline. */
    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> reply, Answer answer, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        while (true) {
            long seen = received.get();
            boolean begun = answer.begun();
            long left = deadline - System.nanoTime();
            try {
                return reply.get(Math.min(left, limits.silence().toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (deadline - System.nanoTime() <= 0) {
                    throw new TimeoutException("not all came within %s".formatted(limits.whole()));
                }
                if (received.get() == seen && answer.begun() == begun) {
                    throw new TimeoutException("nothing came for %s".formatted(limits.silence()));
                }
            }
        }
    }

    private Outcome outcome(HttpResponse<String> reply, Answer answer) {
        String garbage = answer.garbage();
        if (garbage != null) {
            return Outcome.of(Kind.GARBAGE, garbage);
        }
        return switch (reply.statusCode()) {
            case OK, PARTIAL -> checked(download.end());
            case NOT_FOUND -> Outcome.of(Kind.ABSENT, reply.body());
            case NOT_SATISFIABLE ->
                Outcome.of(
                        Kind.GARBAGE,
                        "content that ends before byte %d, of which it sent more".formatted(answer.from()));
            default ->
                new Outcome(
                        Kind.REFUSED,
                        "status %d: %s".formatted(reply.statusCode(), reply.body()),
                        pause(reply.headers()));
        };
    }

    private Outcome checked(Digest actual) {
        return actual.equals(digest)
                ? Outcome.of(Kind.COMPLETE, "")
                : Outcome.of(Kind.GARBAGE, "bytes with the hash %s for %s".formatted(actual, digest));
    }

    private Duration pause(HttpHeaders headers) {
        long seconds;
        try {
            seconds = headers.firstValueAsLong("Retry-After").orElse(0);
        } catch (NumberFormatException e) {
            seconds = 0;
        }
        return Duration.ofSeconds(
                Math.max(0, Math.min(seconds, limits.longestAbsence().toSeconds())));
    }

    private static Outcome failure(Throwable failure) {
        Kind kind = Kind.CUT;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                kind = Kind.SILENT;
                break;
            }
            if (cause instanceof SSLException) {
                kind = ENDED.equals(cause.getMessage()) ? Kind.CUT : Kind.STRANGER;
            }
        }
        return Outcome.of(kind, Printable.of(failure));
    }
}
