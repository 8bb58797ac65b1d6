package org.credence.node.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Another member, as this node gets along with it. Safe for use by several threads. */
final class Peer {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

    private final MemberId member;
    private final ExchangeSide side;
    private final FetchLimits limits;
    private final Executor executor;
    private final Partials partials;
    private final Absence absence;
    private final AtomicLong received = new AtomicLong();
    private @Nullable Link link;
    private Outcome.Kind standing = Outcome.Kind.COMPLETE;

    Peer(MemberId member, ExchangeSide side, FetchLimits limits, Executor executor, Partials partials) {
        this.member = member;
        this.side = side;
        this.limits = limits;
        this.executor = executor;
        this.partials = partials;
        this.absence = new Absence(limits);
    }

    /** The content, with its hash; empty if the member does not have it, does not send it, or is not asked for a while. */
    Optional<byte[]> fetch(MemberEntry entry, Digest digest) {
        Instant begin = side.clock().instant();
        if (absence.lasts(begin)) {
            return Optional.empty();
        }
        Download download = partials.take(member, digest).orElseGet(() -> new Download(limits.maxBytes()));
        Outcome outcome = new Fetch(link(entry), limits, digest, download, received).run();
        tell(outcome, entry);
        settle(outcome, begin);
        return switch (outcome.kind()) {
            case COMPLETE -> Optional.of(download.content());
            case ABSENT, GARBAGE -> Optional.empty();
            case CUT, SILENT, STRANGER, REFUSED, STOPPED -> {
                partials.keep(member, digest, download);
                yield Optional.empty();
            }
        };
    }

    /** Bytes of content that came from the member, whatever became of them. */
    long received() {
        return received.get();
    }

    private synchronized Link link(MemberEntry entry) {
        Link present = link;
        if (present == null || !present.isFor(entry, side.tls().get())) {
            present = Link.open(entry, side, limits, executor);
            link = present;
        }
        return present;
    }

    private synchronized void forget() {
        link = null;
    }

    private void settle(Outcome outcome, Instant begin) {
        Instant now = side.clock().instant();
        switch (outcome.kind()) {
            case COMPLETE, ABSENT -> absence.end();
            case CUT, SILENT, STRANGER, REFUSED, GARBAGE -> {
                if (outcome.kind() == Outcome.Kind.CUT || outcome.kind() == Outcome.Kind.GARBAGE) {
                    forget(); // With the client go connections that it leaves open after an answer that it cannot read.
                }
                if (outcome.pause().isZero()) {
                    absence.grow(now, Duration.between(begin, now));
                } else {
                    absence.pause(now, outcome.pause());
                }
            }
            case STOPPED -> {
                // Says nothing of the member.
            }
        }
    }

    /** A node that waits asks again and again: the log is told when something changes. */
    private synchronized void tell(Outcome outcome, MemberEntry entry) {
        Outcome.Kind before = standing;
        switch (outcome.kind()) {
            case COMPLETE, ABSENT -> {
                standing = Outcome.Kind.COMPLETE;
                if (before != standing) {
                    LOG.atInfo().addKeyValue("member", member).log("member answers again");
                }
            }
            case CUT, SILENT, STRANGER, REFUSED, GARBAGE -> {
                standing = outcome.kind();
                if (before != standing) {
                    LOG.atWarn()
                            .addKeyValue("member", member)
                            .addKeyValue("address", entry.address())
                            .addKeyValue("why", outcome.words())
                            .log(standing.event());
                }
            }
            case STOPPED -> {
                // Says nothing of the member.
            }
        }
    }
}
