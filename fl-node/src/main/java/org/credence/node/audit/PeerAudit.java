package org.credence.node.audit;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.credence.ledger.BlockStream;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.NotAuthorizedException;

/**
 * The blocks that were audited against those that the channel's peers deliver now: every peer must have all of them, and what
 * the peers have beyond them must be the same. All peers are asked, also after one that disagrees.
 */
final class PeerAudit {
    private static final String SUBJECT = "peers";

    private final PeerBlocks peers;
    private final Duration patience;

    /** @param patience how long a peer may take for a block; one that it has not delivered by then it does not have */
    PeerAudit(PeerBlocks peers, Duration patience) {
        this.peers = peers;
        this.patience = patience;
    }

    /**
     * @param audited blocks, from block 0 on
     * @throws Disagreement names every peer that is away, has fewer blocks or other ones
     * @throws InterruptedIOException when the thread is interrupted while it waits
     */
    void run(List<AuditedBlock> audited, AuditLog log) throws InterruptedIOException {
        if (peers.peers().isEmpty()) {
            throw new IllegalArgumentException("there must be at least one peer to compare with");
        }
        Map<String, String> problems = new TreeMap<>();
        List<AuditedBlock> longest = new ArrayList<>(audited);
        String ahead = "the record";
        for (String peer : peers.peers()) {
            int before = longest.size();
            Optional<String> problem = compare(peer, audited.size(), longest, ahead);
            if (problem.isPresent()) {
                problems.put(peer, problem.get());
            } else {
                log.passed(SUBJECT, "blocks that %s has alike".formatted(peer), audited.size());
            }
            ahead = longest.size() > before ? peer : ahead;
        }
        requireNone(problems);
        int more = longest.size() - audited.size();
        if (more > 0) {
            log.note(
                    SUBJECT,
                    "the channel went on: %s has %d blocks after the audited ones, and no peer has others"
                            .formatted(ahead, more));
        }
    }

    private static void requireNone(Map<String, String> problems) {
        if (problems.size() == 1) {
            problems.forEach((peer, words) -> {
                throw new Disagreement(SUBJECT + ", " + peer, words);
            });
        }
        if (!problems.isEmpty()) {
            throw new Disagreement(
                    SUBJECT,
                    problems.entrySet().stream()
                            .map(problem -> problem.getKey() + " " + problem.getValue())
                            .collect(Collectors.joining("; ")));
        }
    }

    /**
     * What is wrong with a peer, if anything is.
     *
     * @param audited number of audited blocks, with which {@code longest} begins
     * @param longest the longest chain so far; grows if this peer goes on from it
     * @param ahead who has the longest chain
     */
    private Optional<String> compare(String peer, int audited, List<AuditedBlock> longest, String ahead)
            throws InterruptedIOException {
        try {
            long height = Math.max(peers.height(peer), audited);
            try (BlockStream stream = peers.open(peer)) {
                for (int number = 0; number < height; number++) {
                    Optional<LedgerBlock> block = stream.next(patience);
                    if (block.isEmpty()) {
                        return Optional.of(missing(number, height, audited));
                    }
                    Optional<String> other =
                            other(block.get(), number, longest, number < audited ? "the record" : ahead);
                    if (other.isPresent()) {
                        return other;
                    }
                }
            }
            return Optional.empty();
        } catch (LedgerFaultException | NotAuthorizedException | LedgerUnavailableException e) {
            return Optional.of("gave no blocks: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + peer + " was asked for its blocks");
        }
    }

    private String missing(int number, long height, int audited) {
        return number < audited
                ? "has %d blocks, the ledger that was audited has %d: it is behind, or was cut back"
                        .formatted(number, audited)
                : "says that it has %d blocks, and did not deliver block %d within %d s"
                        .formatted(height, number, patience.toSeconds());
    }

    private static Optional<String> other(LedgerBlock block, int number, List<AuditedBlock> known, String whose) {
        if (block.number() != number) {
            return Optional.of("delivered block %d in place of %d".formatted(block.number(), number));
        }
        AuditedBlock own = AuditedBlock.of(block);
        if (number == known.size()) {
            known.add(own);
            return Optional.empty();
        }
        String difference = known.get(number).difference(own);
        return difference.isEmpty()
                ? Optional.empty()
                : Optional.of("has another block %d than %s: %s".formatted(number, whose, difference));
    }
}
