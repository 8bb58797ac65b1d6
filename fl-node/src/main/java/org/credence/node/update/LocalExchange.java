package org.credence.node.update;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.credence.node.store.UpdateStore;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;

/**
 * Joins the members of one Java process. Each member gets a port of its own and reads from the others' stores through it; what
 * passes are copies of bytes. Counts what each member sends. Safe for use by several threads.
 */
public final class LocalExchange {
    private final Map<MemberId, UpdateStore> stores = new ConcurrentSkipListMap<>();
    private final Map<MemberId, AtomicLong> sent = new ConcurrentSkipListMap<>();

    /**
     * A member's port; the others can fetch what is in its store from now on. A member that joins again is served from its new
     * store.
     */
    public UpdateExchange join(MemberId member, UpdateStore store) {
        sent.computeIfAbsent(member, any -> new AtomicLong());
        stores.put(member, store);
        return new Port(member, store);
    }

    /** Nobody can fetch from this member any more. */
    public void leave(MemberId member) {
        stores.remove(member);
    }

    /** Bytes of content that each member has sent to others, for every member that ever joined. */
    public Map<MemberId, Long> bytesSent() {
        Map<MemberId, Long> bytes = new TreeMap<>();
        sent.forEach((member, count) -> bytes.put(member, count.get()));
        return bytes;
    }

    private final class Port implements UpdateExchange {
        private final MemberId self;
        private final UpdateStore own;

        Port(MemberId self, UpdateStore own) {
            this.self = self;
            this.own = own;
        }

        @Override
        public Digest publish(byte[] content, boolean durable) {
            return own.put(content, durable);
        }

        @Override
        public Optional<byte[]> fetch(MemberId from, Digest digest) {
            if (from.equals(self)) {
                return own.get(digest);
            }
            UpdateStore store = stores.get(from);
            if (store == null) {
                return Optional.empty();
            }
            Optional<byte[]> content = store.get(digest).map(byte[]::clone);
            content.ifPresent(bytes -> count(from, bytes.length));
            return content;
        }

        private void count(MemberId from, int bytes) {
            sent.computeIfAbsent(from, any -> new AtomicLong()).addAndGet(bytes);
        }
    }
}
