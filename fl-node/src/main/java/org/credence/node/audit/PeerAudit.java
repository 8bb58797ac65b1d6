package org.credence.node.audit;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.ledger.BlockStream;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.NotAuthorizedException;
import org.credence.protocol.Digest;

/**
 * The blocks that were audited against those that the channel's peers deliver now: every peer must have all of them, and what
 * the peers have beyond them must be the same. A header's hash stands for its block and all blocks before it.
 */
final class PeerAudit {
    private static final String SUBJECT = "peers";

    /** How many blocks beyond the audited ones are compared; a channel that is at work has always one more. */
    private static final int MOST_BEYOND = 1000;

    private final PeerBlocks peers;
    private final Duration patience;

    /** @param patience how long a peer may take for a block; one that it has not delivered by then it does not have */
    PeerAudit(PeerBlocks peers, Duration patience) {
        this.peers = peers;
        this.patience = patience;
    }

    /**
     * @param audited the hashes of the audited blocks' headers, in order
     * @throws InterruptedIOException when the thread is interrupted while it waits
     */
    void run(List<Digest> audited, AuditLog log) throws InterruptedIOException {
        if (peers.peers().isEmpty()) {
            throw new IllegalArgumentException("there must be at least one peer to compare with");
        }
        Map<String, List<Digest>> beyond = new TreeMap<>();
        for (String peer : peers.peers()) {
            beyond.put(peer, compare(peer, audited));
            log.passed(SUBJECT, "blocks that %s has alike".formatted(peer), audited.size());
        }
        requireSame(beyond, audited.size());
        long more = beyond.values().stream().mapToInt(List::size).max().orElse(0);
        if (more > 0) {
            log.note(SUBJECT, "the channel went on: a peer has %d blocks after the audited ones".formatted(more));
        }
    }

    /* What the peer has after the audited blocks. */
    private List<Digest> compare(String peer, List<Digest> audited) throws InterruptedIOException {
        String where = SUBJECT + ", " + peer;
        try (BlockStream stream = peers.open(peer)) {
            for (int number = 0; number < audited.size(); number++) {
                Optional<LedgerBlock> block = stream.next(patience);
                if (block.isEmpty()) {
                    throw new Disagreement(
                            where,
                            "delivered %d blocks, the ledger that was audited has %d; the peer is behind or away"
                                    .formatted(number, audited.size()));
                }
                require(block.get(), number, audited.get(number), where);
            }
            return rest(stream, audited.size(), where);
        } catch (LedgerFaultException | NotAuthorizedException | LedgerUnavailableException e) {
            throw new Disagreement(where, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + peer + " was asked for its blocks");
        }
    }

    private static void require(LedgerBlock block, long number, Digest hash, String where) {
        if (block.number() != number) {
            throw new Disagreement(where, "delivered block %d in place of %d".formatted(block.number(), number));
        }
        if (!block.hash().equals(hash)) {
            throw new Disagreement(
                    where,
                    "has another block %d: its hash is %s, audited was %s".formatted(number, block.hash(), hash));
        }
    }

    private List<Digest> rest(BlockStream stream, long next, String where) throws InterruptedException {
        List<Digest> rest = new ArrayList<>();
        while (rest.size() < MOST_BEYOND) {
            Optional<LedgerBlock> block = stream.next(patience);
            if (block.isEmpty()) {
                return rest;
            }
            require(block.get(), next + rest.size(), block.get().hash(), where);
            rest.add(block.get().hash());
        }
        return rest;
    }

    private static void requireSame(Map<String, List<Digest>> beyond, long first) {
        Map<Integer, Map.Entry<String, Digest>> seen = new TreeMap<>();
        beyond.forEach((peer, hashes) -> {
            for (int i = 0; i < hashes.size(); i++) {
                var other = seen.putIfAbsent(i, Map.entry(peer, hashes.get(i)));
                if (other != null && !other.getValue().equals(hashes.get(i))) {
                    throw new Disagreement(
                            SUBJECT + ", " + peer,
                            "has another block %d than %s: its hash is %s, there it is %s"
                                    .formatted(first + i, other.getKey(), hashes.get(i), other.getValue()));
                }
            }
        });
    }
}
