package org.credence.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.credence.ledger.BlockStream;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerTransaction;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.LedgerWrite;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Event;
import org.credence.protocol.MemberId;
import org.credence.protocol.Reply;
import org.junit.jupiter.api.Test;

final class PeerAuditTest {
    /** A block with this content and one call that took effect. */
    private static AuditedBlock block(String content) {
        return block(content, "call-" + content);
    }

    private static AuditedBlock block(String content, String... effective) {
        return new AuditedBlock(
                Digest.sha256(content.getBytes(StandardCharsets.UTF_8)), new TreeSet<>(List.of(effective)));
    }

    private static List<AuditedBlock> blocks(String... contents) {
        return List.of(contents).stream().map(PeerAuditTest::block).toList();
    }

    /** A call that took effect. */
    private record Effective(String id) implements LedgerTransaction {
        @Override
        public MemberId creator() {
            return new MemberId("A");
        }

        @Override
        public byte[] certificate() {
            return new byte[0];
        }

        @Override
        public Instant timestamp() {
            return Instant.EPOCH;
        }

        @Override
        public String validation() {
            return "VALID";
        }

        @Override
        public String function() {
            return "any";
        }

        @Override
        public Optional<Command> command() {
            return Optional.empty();
        }

        @Override
        public Optional<Reply> reply() {
            return Optional.empty();
        }

        @Override
        public List<LedgerWrite> writes() {
            return List.of();
        }

        @Override
        public Optional<Event> event() {
            return Optional.empty();
        }
    }

    /** Peers whose blocks are lists. */
    private static final class ListedPeers implements PeerBlocks {
        private final Map<String, List<AuditedBlock>> blocks = new TreeMap<>();
        private final Map<String, Long> told = new TreeMap<>();
        private final Map<String, RuntimeException> silent = new TreeMap<>();
        private final List<String> closed = new ArrayList<>();

        ListedPeers with(String peer, List<AuditedBlock> own) {
            blocks.put(peer, own);
            return this;
        }

        /** A peer that tells of another number of blocks than it delivers. */
        ListedPeers withTold(String peer, long height, List<AuditedBlock> own) {
            told.put(peer, height);
            return with(peer, own);
        }

        ListedPeers without(String peer, RuntimeException reason) {
            silent.put(peer, reason);
            return with(peer, List.of());
        }

        @Override
        public List<String> peers() {
            return List.copyOf(blocks.keySet());
        }

        @Override
        public long height(String peer) {
            if (silent.containsKey(peer)) {
                throw silent.get(peer);
            }
            return told.getOrDefault(peer, (long) blocks.get(peer).size());
        }

        @Override
        public BlockStream open(String peer) {
            List<AuditedBlock> own = blocks.get(peer);
            return new BlockStream() {
                private int next;

                @Override
                public Optional<LedgerBlock> next(Duration wait) {
                    if (next == own.size()) {
                        return Optional.empty();
                    }
                    int number = next++;
                    return Optional.of(new LedgerBlock(
                            number,
                            own.get(number).hash(),
                            number == 0
                                    ? LedgerBlock.NO_BLOCK
                                    : own.get(number - 1).hash(),
                            own.get(number).effective().stream()
                                    .map(id -> (LedgerTransaction) new Effective(id))
                                    .toList()));
                }

                @Override
                public void close() {
                    closed.add(peer);
                }
            };
        }
    }

    private static AuditLog run(PeerBlocks peers, List<AuditedBlock> audited) throws Exception {
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
                .containsExactly(new Note(
                        "peers", "the channel went on: A has 2 blocks after the audited ones, and no peer has others"));
    }

    @Test
    void aPeerThatIsBehindIsFound() {
        ListedPeers peers = new ListedPeers().with("A", blocks("0", "1")).with("B", blocks("0"));

        assertThatThrownBy(() -> run(peers, blocks("0", "1")))
                .hasMessage("peers, B: has 1 blocks, the ledger that was audited has 2: it is behind, or was cut back");
    }

    @Test
    void aPeerThatHoldsBackBlocksIsFound() {
        ListedPeers peers = new ListedPeers().withTold("A", 4, blocks("0", "1", "2"));

        assertThatThrownBy(() -> run(peers, blocks("0", "1")))
                .hasMessage("peers, A: says that it has 4 blocks, and did not deliver block 3 within 1 s");
    }

    @Test
    void aPeerWithAnotherBlockIsFound() {
        ListedPeers peers = new ListedPeers().with("A", blocks("0", "1")).with("B", blocks("0", "x"));

        assertThatThrownBy(() -> run(peers, blocks("0", "1")))
                .isInstanceOf(Disagreement.class)
                .hasMessage("peers, B: has another block 1 than the record: its hash is %s, not %s"
                        .formatted(block("x").hash(), block("1").hash()));
    }

    @Test
    void aPeerThatSaysAnotherThingTookEffectIsFound() {
        ListedPeers peers = new ListedPeers()
                .with("A", List.of(block("0", "kept")))
                .with("B", List.of(block("0", "kept", "more")))
                .with("C", List.of(block("0")));

        assertThatThrownBy(() -> run(peers, List.of(block("0", "kept"))))
                .hasMessage("peers: B has another block 0 than the record: it says that transaction more took effect;"
                        + " C has another block 0 than the record: it says that transaction call-0 took effect");
        assertThatThrownBy(() -> run(
                        new ListedPeers()
                                .with("A", List.of(new AuditedBlock(block("0").hash(), new TreeSet<>()))),
                        blocks("0")))
                .hasMessage("peers, A: has another block 0 than the record: it says that transaction call-0 took none");
    }

    @Test
    void peersThatDisagreeBeyondTheAuditedBlocksAreFound() {
        ListedPeers peers = new ListedPeers().with("A", blocks("0", "1")).with("B", blocks("0", "x"));

        assertThatThrownBy(() -> run(peers, blocks("0")))
                .isInstanceOf(Disagreement.class)
                .hasMessageStartingWith("peers, B: has another block 1 than A");
    }

    @Test
    void everyPeerIsAskedAlsoAfterOneThatIsAway() {
        AuditLog log = new AuditLog(AuditListener.NONE);
        ListedPeers peers = new ListedPeers()
                .without("A", new LedgerUnavailableException("A cannot be reached", new IOException("refused")))
                .with("B", blocks("0"))
                .without("C", new LedgerFaultException("block 4 does not follow from block 3"));

        assertThatThrownBy(() -> new PeerAudit(peers, Duration.ofSeconds(1)).run(blocks("0"), log))
                .isInstanceOf(Disagreement.class)
                .hasMessage("peers: A gave no blocks: A cannot be reached;"
                        + " C gave no blocks: block 4 does not follow from block 3");
        assertThat(log.checks()).containsExactly(new Check("peers", "blocks that B has alike", 1));
    }

    @Test
    void nobodyToCompareWithIsAMistake() {
        assertThatThrownBy(() -> run(new ListedPeers(), blocks("0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be at least one peer to compare with");
    }
}
