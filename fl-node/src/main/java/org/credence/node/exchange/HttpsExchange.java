package org.credence.node.exchange;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.credence.node.update.UpdateExchange;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from other members' {@link ExchangeServer}s, by HTTPS with mutual TLS. Of each member only that member's own roots are
 * trusted. What comes back has the hash that was asked for, or nothing comes back; a member that failed is not asked again for a
 * while, so that nobody waits for it time after time. What was cut is kept in memory, and the next fetch goes on from there. Safe for
 * use by several threads.
 */
public final class HttpsExchange implements UpdateExchange {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsExchange.class);

    private final ExchangeSide side;
    private final FetchLimits limits;
    private final Executor executor;
    private final Partials partials;
    private final Map<MemberId, Peer> peers = new ConcurrentSkipListMap<>();
    private final Set<MemberId> unknown = ConcurrentHashMap.newKeySet();

    /** @param executor runs what answers bring, with several threads; the caller stops it after the last fetch */
    public HttpsExchange(ExchangeSide side, FetchLimits limits, Executor executor) {
        this.side = side;
        this.limits = limits;
        this.executor = executor;
        this.partials = new Partials(limits.maxBytes());
    }

    /** Keeps content in this member's own store, from which its server serves it. */
    @Override
    public Digest publish(byte[] content, boolean durable) {
        return side.store().put(content, durable);
    }

    /** Waits no longer than the limits say; an interrupt ends the wait and stays set. */
    @Override
    public Optional<byte[]> fetch(MemberId from, Digest digest) {
        if (from.equals(side.self())) {
            return side.store().get(digest);
        }
        Optional<MemberEntry> entry = side.members().find(from);
        if (entry.isEmpty()) {
            if (unknown.add(from)) {
                LOG.atWarn().addKeyValue("member", from).log("member has no address; it cannot be asked");
            }
            return Optional.empty();
        }
        unknown.remove(from);
        return peers.computeIfAbsent(from, any -> new Peer(from, side, limits, executor, partials))
                .fetch(entry.get(), digest);
    }

    /** Bytes of content that came from each member, for every member that was ever asked; those that were of no use included. */
    public Map<MemberId, Long> bytesReceived() {
        var bytes = new TreeMap<MemberId, Long>();
        peers.forEach((member, peer) -> bytes.put(member, peer.received()));
        return bytes;
    }
}
