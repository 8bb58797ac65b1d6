package org.credence.node.store;

import java.util.List;
import java.util.Optional;
import org.credence.protocol.Digest;

/** Content by its SHA-256. Safe for use by several threads. */
public interface UpdateStore {
    /**
     * Keeps content; keeping it twice is harmless and mends a damaged copy.
     *
     * @param durable whether it must survive a power cut once the call has returned
     * @return its SHA-256
     * @throws StoreException if it cannot be written
     */
    Digest put(byte[] content, boolean durable);

    /**
     * The content with that SHA-256, checked; empty if there is none, or if what is there is damaged, which is logged.
     *
     * @throws StoreException if it cannot be read
     */
    Optional<byte[]> get(Digest digest);

    /** The digests of all content, in order; damaged content included. */
    List<Digest> list();
}
