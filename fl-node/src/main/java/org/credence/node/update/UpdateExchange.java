package org.credence.node.update;

import java.util.Optional;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;

/**
 * How members hand each other content: updates and manifests, addressed by SHA-256. The only way besides the ledger in which
 * members meet. Implementations are safe for use by several threads.
 *
 * <p>What comes back is not trusted: the caller checks it against the digest that it asked for.
 */
public interface UpdateExchange {
    /** Offers this member's own content to the others; durable when the call returns if {@code durable}. */
    Digest publish(byte[] content, boolean durable);

    /** Asks one member for content; empty if it does not have it or does not answer. */
    Optional<byte[]> fetch(MemberId from, Digest digest);
}
