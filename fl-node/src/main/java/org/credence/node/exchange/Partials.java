package org.credence.node.exchange;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;

/**
 * Downloads that were cut, each from one member, so that what comes of it is that member's doing. Together they hold no more bytes
 * than one content may have; the oldest make room. Safe for use by several threads.
 */
final class Partials {
    private final long maxBytes;
    private final Map<Key, Download> kept = new LinkedHashMap<>();

    private record Key(MemberId from, Digest digest) {}

    Partials(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes out what was kept. */
    synchronized Optional<Download> take(MemberId from, Digest digest) {
        return Optional.ofNullable(kept.remove(new Key(from, digest)));
    }

    synchronized void keep(MemberId from, Digest digest, Download download) {
        if (download.length() == 0) {
            return;
        }
        kept.put(new Key(from, digest), download);
        long held = kept.values().stream().mapToLong(Download::length).sum();
        Iterator<Download> oldest = kept.values().iterator();
        while (held > maxBytes) {
            held -= oldest.next().length();
            oldest.remove();
        }
    }
}
