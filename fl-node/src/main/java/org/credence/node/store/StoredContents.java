package org.credence.node.store;

import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.credence.protocol.Digest;

/** Content by its SHA-256, read piece by piece, for what is too large to hold. Safe for use by several threads. */
public interface StoredContents {
    /**
     * The content with that SHA-256 from its first byte on, checked before it is handed out; empty if there is none, or if what is
     * there is damaged, which is logged. The caller closes it. It stays readable as it was opened, also when it is mended meanwhile.
     *
     * @throws StoreException if it cannot be read
     */
    Optional<SeekableByteChannel> open(Digest digest);
}
