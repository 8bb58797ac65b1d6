package org.credence.node.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.credence.protocol.MemberId;

/** What one member takes of a server, and may still take. Safe for use by several threads. */
final class Allowance {
    private final MemberId member;
    private final ServerLimits limits;
    private final TokenBucket requests;
    private final TokenBucket bytes;
    private final Set<Object> connections = new HashSet<>();
    private final AtomicLong served = new AtomicLong();

    Allowance(MemberId member, ServerLimits limits, Instant now) {
        this.member = member;
        this.limits = limits;
        this.requests = new TokenBucket(limits.memberRequests(), limits.memberRequestBurst(), now);
        this.bytes = new TokenBucket(limits.memberBytes(), limits.memberBytes(), now);
    }

    /**
     * Counts a connection as this member's, once.
     *
     * @throws DeniedException if the member has as many as it may
     */
    synchronized void enter(Object connection) {
        if (connections.contains(connection)) {
            return;
        }
        if (connections.size() >= limits.memberConnections()) {
            throw new DeniedException(
                    Denial.TOO_MANY_CONNECTIONS,
                    Duration.ofSeconds(1),
                    "%s has %d connections, the most that one member may have; close some"
                            .formatted(member, limits.memberConnections()));
        }
        connections.add(connection);
    }

    /** A connection is closed. */
    synchronized void leave(Object connection) {
        connections.remove(connection);
    }

    /** @throws DeniedException if the member asks too often */
    void ask(Instant now) {
        Duration wait = requests.take(1, now);
        if (!wait.isZero()) {
            throw new DeniedException(
                    Denial.TOO_MANY_REQUESTS,
                    wait,
                    "%s asks more than %d times a second; ask again in %d ms"
                            .formatted(member, limits.memberRequests(), wait.toMillis() + 1));
        }
    }

    /** @throws DeniedException if the member has to wait for bytes that it was sent before */
    void take(long length, Instant now) {
        Duration wait = bytes.take(length, now);
        if (!wait.isZero()) {
            throw new DeniedException(
                    Denial.TOO_MANY_BYTES,
                    wait,
                    "%s fetches more than %d bytes a second; ask again in %d ms"
                            .formatted(member, limits.memberBytes(), wait.toMillis() + 1));
        }
    }

    /** Counts bytes of content that were sent. */
    void served(long length) {
        served.addAndGet(length);
    }

    /** Bytes of content sent so far. */
    long served() {
        return served.get();
    }
}
