package org.credence.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.credence.ledger.BlockStream;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerFaultException;
import org.credence.protocol.Digest;
import org.junit.jupiter.api.Test;

final class PeerAuditTest {
    /** Peers whose blocks are lists. */
    private static final class ListedPeers implements PeerBlocks {
        private final Map<String, List<Digest>> hashes = new TreeMap<>();
        private final List<String> closed = new ArrayList<>();

        ListedPeers with(String peer, List<Digest> blocks) {
            hashes.put(peer, blocks);
            return this;
        }

        @Override
        public List<String> peers() {
            return List.copyOf(hashes.keySet());
        }

        @Override
        public BlockStream open(String peer) {
            Iterator<Integer> numbers =
                    IntStream.range(0, hashes.get(peer).size()).iterator();
            return new BlockStream() {
                @Override
                public Optional<LedgerBlock> next(Duration wait) {
                    if (!numbers.hasNext()) {
                        return Optional.empty();
                    }
                    int number = numbers.next();
                    List<Digest> own = hashes.get(peer);
                    Digest previous = number == 0 ? LedgerBlock.NO_BLOCK : own.get(number - 1);
                    return Optional.of(new LedgerBlock(number, own.get(number), previous, List.of()));
                }

                @Override
                public void close() {
                    closed.add(peer);
                }
            };
        }
    }

    private static List<Digest> blocks(String... contents) {
        return List.of(contents).stream()
                .map(content -> Digest.sha256(content.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static AuditLog run(PeerBlocks peers, List<Digest> audited) throws Exception {
        AuditLog log = new AuditLog(AuditListener.NONE);
        new PeerAudit(peers, Duration.ofSeconds(1)).run(audited, log);
        return log;
    }

    @Test
    void peersThatHaveTheSameBlocksPassAndTheirStreamsAreClosed() throws Exception {
        ListedPeers peers = new ListedPeers().with("A", blocks("0", "1")).with("B", blocks("0", "1"));

        AuditLog log = run(peers, blocks("0", "1"));

        assertThat(log.checks())
                .containsExactly(
                        new Check("peers", "blocks that A has alike", 2),
                        new Check("peers", "blocks that B has alike", 2));
        assertThat(log.notes()).isEmpty();
        assertThat(peers.closed).containsExactly("A", "B");
    }

    @Test
    void aChannelThatWentOnIsNoted() throws Exception {
        AuditLog log = run(
                new ListedPeers().with("A", blocks("0", "1", "2", "3")).with("B", blocks("0", "1", "2")),
                blocks("0", "1"));

        assertThat(log.notes())
                .containsExactly(new Note("peers", "the channel went on: a peer has 2 blocks after the audited ones"));
    }

    @Test
    void aPeerThatIsBehindIsFound() {
        ListedPeers peers = new ListedPeers().with("A", blocks("0", "1")).with("B", blocks("0"));

        assertThatThrownBy(() -> run(peers, blocks("0", "1")))
                .hasMessage(
                        "peers, B: delivered 1 blocks, the ledger that was audited has 2; the peer is behind or away");
    }

    @Test
    void aPeerWithAnotherBlockIsFound() {
        ListedPeers peers = new ListedPeers().with("A", blocks("0", "1")).with("B", blocks("0", "x"));

        assertThatThrownBy(() -> run(peers, blocks("0", "1")))
                .isInstanceOf(Disagreement.class)
                .hasMessage("peers, B: has another block 1: its hash is %s, audited was %s"
                        .formatted(blocks("x").get(0), blocks("1").get(0)));
    }

    @Test
    void peersThatDisagreeBeyondTheAuditedBlocksAreFound() {
        ListedPeers peers = new ListedPeers().with("A", blocks("0", "1")).with("B", blocks("0", "x"));

        assertThatThrownBy(() -> run(peers, blocks("0")))
                .isInstanceOf(Disagreement.class)
                .hasMessageStartingWith("peers, B: has another block 1 than A");
    }

    @Test
    void aPeerWhoseBlocksDoNotFollowOnOneAnotherIsNamed() {
        PeerBlocks broken = new PeerBlocks() {
            @Override
            public List<String> peers() {
                return List.of("A");
            }

            @Override
            public BlockStream open(String peer) {
                throw new LedgerFaultException("block 4 does not follow from block 3");
            }
        };

        assertThatThrownBy(() -> run(broken, blocks("0")))
                .isInstanceOf(Disagreement.class)
                .hasMessage("peers, A: block 4 does not follow from block 3");
    }

    @Test
    void nobodyToCompareWithIsAMistake() {
        assertThatThrownBy(() -> run(new ListedPeers(), blocks("0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be at least one peer to compare with");
    }
}
