package org.credence.node.round;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.credence.node.store.UpdateStore;
import org.credence.node.update.UpdateExchange;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Content that the ledger names by hash, from wherever it can be had; what comes back always has that hash. Not safe for use by several threads. */
public final class Contents {
    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);

    private final UpdateStore own;
    private final UpdateExchange exchange;

    /** Told to the log once, though a node that waits asks again and again. */
    private final Set<Refused> refused = new HashSet<>();

    private record Refused(MemberId holder, Digest asked) {}

    /** Content of this member's own store, and of the others'. */
    public Contents(UpdateStore own, UpdateExchange exchange) {
        this.own = own;
        this.exchange = exchange;
    }

    /**
     * The content, from this member's store, its author, or any other member.
     *
     * @param others whom to ask when the author does not serve it
     */
    public Optional<byte[]> find(Digest digest, MemberId author, List<MemberId> others) {
        Optional<byte[]> stored = own.get(digest);
        if (stored.isPresent()) {
            return stored;
        }
        var holders = new ArrayList<MemberId>();
        holders.add(author);
        others.stream().filter(member -> !member.equals(author)).forEach(holders::add);
        for (MemberId holder : holders) {
            Optional<byte[]> content = exchange.fetch(holder, digest);
            if (content.isEmpty()) {
                continue;
            }
            Digest actual = Digest.sha256(content.get());
            if (actual.equals(digest)) {
                return content;
            }
            if (refused.add(new Refused(holder, digest))) {
                LOG.atWarn()
                        .addKeyValue("from", holder)
                        .addKeyValue("asked", digest)
                        .addKeyValue("got", actual)
                        .log("bytes do not match their hash; refused");
            }
        }
        return Optional.empty();
    }

    /** Offers content of this member's own. */
    public Digest publish(byte[] content, boolean durable) {
        return exchange.publish(content, durable);
    }
}
