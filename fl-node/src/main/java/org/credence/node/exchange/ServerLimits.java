package org.credence.node.exchange;

import java.time.Duration;

/**
 * What a server lets others take.
 *
 * @param connections open at once, from anybody, at least 1
 * @param memberConnections open at once, from one member, at least 1
 * @param memberRequests that one member may make in a second, in the long run, at least 1
 * @param memberRequestBurst that one member may make at once, at least 1
 * @param memberBytes of content that one member may fetch in a second, in the long run, at least 1; a request is answered in full
 *     once it is begun, and the next one waits
 * @param slowestReader bytes in a second, in the mean over an answer, below which a reader is cut off, at least 1
 * @param request the longest that a connection may take to its first request, TLS included; also what every answer may take besides
 *     its bytes
 * @param idle the longest between an answer and the next request
 * @param stop the longest that answers under way may take when the server is stopped
 */
public record ServerLimits(
        int connections,
        int memberConnections,
        int memberRequests,
        int memberRequestBurst,
        long memberBytes,
        long slowestReader,
        Duration request,
        Duration idle,
        Duration stop) {
    /** For a hundred members with models of ten million parameters. */
    public static final ServerLimits DEFAULT = new ServerLimits(
            1_024,
            8,
            100,
            400,
            1L << 28,
            1L << 14,
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofSeconds(10));

    public ServerLimits {
        requireOne("connections", connections);
        requireOne("memberConnections", memberConnections);
        requireOne("memberRequests", memberRequests);
        requireOne("memberRequestBurst", memberRequestBurst);
        requireOne("memberBytes", memberBytes);
        requireOne("slowestReader", slowestReader);
        requireOne("request, in milliseconds,", request.toMillis());
        requireOne("idle, in milliseconds,", idle.toMillis());
        requireOne("stop, in milliseconds,", stop.toMillis());
    }

    private static void requireOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, was %d".formatted(name, value));
        }
    }

    /** The longest that an answer with so many bytes may take. */
    Duration answer(long bytes) {
        return request.plusMillis(Math.multiplyExact(bytes / slowestReader, 1_000L));
    }
}
