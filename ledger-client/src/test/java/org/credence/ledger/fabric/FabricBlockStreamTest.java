package org.credence.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.credence.ledger.BlockStream;
import org.credence.ledger.Checkpoint;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.MemoryCheckpoint;
import org.credence.ledger.NotAuthorizedException;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.StudyId;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class FabricBlockStreamTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private TestNetwork network;
    private FakePeer peer;
    private Ledger ledger;

    @BeforeEach
    void connect() {
        network = new TestNetwork(folder);
        peer = new FakePeer(network);
        ledger = FabricLedger.connect(
                network.profile(peer.port()), network.member(), TestNetwork.PATIENT, network.environment());
        submit(3);
    }

    @AfterEach
    void disconnect() {
        ledger.close();
        peer.close();
        network.close();
    }

    private void submit(int count) {
        for (int i = 0; i < count; i++) {
            ledger.submit(new Command.SealRound(new StudyId("heart"), i));
        }
    }

    private String name() {
        return "127.0.0.1:" + peer.port();
    }

    @Test
    void blocksOfThePastAndTheFutureComeInOrder() throws InterruptedException {
        try (BlockStream stream = ledger.blocks(0)) {
            assertThat(numbers(stream, 3)).containsExactly(0L, 1L, 2L);
            submit(2);
            assertThat(numbers(stream, 2)).containsExactly(3L, 4L);
        }
        try (BlockStream stream = ledger.blocks(3)) {
            assertThat(numbers(stream, 2)).containsExactly(3L, 4L);
        }
    }

    @Test
    void noMoreAreSentAheadThanAreReadAndNoneIsLost() throws InterruptedException {
        submit(60);
        try (BlockStream stream = ledger.blocks(0)) {
            assertThat(numbers(stream, 63))
                    .startsWith(0L)
                    .endsWith(62L)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aPeerThatWentAwayIsResumedWithoutGapsOrRepeats() throws InterruptedException {
        try (BlockStream stream = ledger.blocks(0)) {
            assertThat(numbers(stream, 2)).containsExactly(0L, 1L);
            peer.stop();
            peer.start();
            submit(2);
            assertThat(numbers(stream, 3)).containsExactly(2L, 3L, 4L);
        }
    }

    @Test
    void aReaderGoesOnAfterItsCheckpoint() throws InterruptedException {
        var checkpoint = new MemoryCheckpoint();
        try (BlockStream stream = ledger.blocks(checkpoint)) {
            assertThat(numbers(stream, 1)).containsExactly(0L);
            checkpoint.advance(stream.next(LONG).orElseThrow().position());
            assertThat(numbers(stream, 1)).containsExactly(2L);
        }
        try (BlockStream stream = ledger.blocks(checkpoint)) {
            assertThat(numbers(stream, 1)).containsExactly(2L);
        }
    }

    @Test
    void anotherLedgerThanTheCheckpointsIsNoticed() {
        var checkpoint = new MemoryCheckpoint();
        checkpoint.advance(new Checkpoint.Position(1, Digest.sha256(new byte[] {1})));
        try (BlockStream stream = ledger.blocks(checkpoint)) {
            assertThatThrownBy(() -> stream.next(LONG))
                    .isInstanceOf(LedgerFaultException.class)
                    .hasMessageStartingWith(name() + " sent a block 2 that follows")
                    .hasMessageContaining("another ledger");
        }
    }

    @Test
    void aGapIsNoticedAndARepeatIsPassedOver() throws InterruptedException {
        List<Block> blocks = peer.blocks();
        peer.deliveries.add(DeliverResponse.newBuilder().setBlock(blocks.get(2)).build());
        try (BlockStream stream = ledger.blocks(1)) {
            assertThatThrownBy(() -> stream.next(LONG))
                    .isInstanceOf(LedgerFaultException.class)
                    .hasMessage(name() + " sent block 2 where block 1 was due");
        }
        peer.deliveries.add(DeliverResponse.newBuilder().setBlock(blocks.get(0)).build());
        try (BlockStream stream = ledger.blocks(1)) {
            assertThat(stream.next(Duration.ofMillis(50))).isEmpty();
        }
    }

    @Test
    void aChangedBlockIsNoticed() {
        Block block = peer.blocks().get(1);
        Block changed = block.toBuilder()
                .setData(block.getData().toBuilder().setData(0, ByteString.copyFromUtf8("other")))
                .build();
        peer.deliveries.add(DeliverResponse.newBuilder().setBlock(changed).build());
        try (BlockStream stream = ledger.blocks(1)) {
            assertThatThrownBy(() -> stream.next(LONG))
                    .isInstanceOf(LedgerFaultException.class)
                    .hasMessage(name() + " sent a broken block: block 1 does not hold the data that its header names");
        }
    }

    @Test
    void aReaderThatIsNotLetInIsToldSo() {
        peer.deliveries.add(
                DeliverResponse.newBuilder().setStatus(Status.FORBIDDEN).build());
        try (BlockStream stream = ledger.blocks(0)) {
            assertThatThrownBy(() -> stream.next(LONG))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("FORBIDDEN");
        }
    }

    @Test
    void aRequestThatThePeerDoesNotUnderstandIsAFault() {
        peer.deliveries.add(
                DeliverResponse.newBuilder().setStatus(Status.BAD_REQUEST).build());
        try (BlockStream stream = ledger.blocks(0)) {
            assertThatThrownBy(() -> stream.next(LONG))
                    .isInstanceOf(LedgerFaultException.class)
                    .hasMessageContaining("BAD_REQUEST");
        }
    }

    @Test
    void aPeerThatIsNotReadyIsAskedAgain() throws InterruptedException {
        peer.deliveries.add(DeliverResponse.newBuilder()
                .setStatus(Status.SERVICE_UNAVAILABLE)
                .build());
        try (BlockStream stream = ledger.blocks(0)) {
            assertThat(numbers(stream, 3)).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void withoutABlockTheReaderGetsItsTurnBack() throws InterruptedException {
        try (BlockStream stream = ledger.blocks(3)) {
            assertThat(stream.next(Duration.ofMillis(20))).isEmpty();
            assertThat(stream.next(Duration.ZERO)).isEmpty();
            submit(1);
            assertThat(numbers(stream, 1)).containsExactly(3L);
        }
    }

    @Test
    void closingWakesTheReader() {
        BlockStream stream = ledger.blocks(3);
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> {
            try {
                return stream.next(LONG).isEmpty();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        stream.close();
        assertThat(ended.join()).isTrue();
        BlockStream other = ledger.blocks(0);
        ledger.close();
        assertThat(CompletableFuture.supplyAsync(() -> {
                            try {
                                return other.next(LONG).isEmpty();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .join())
                .isTrue();
    }

    @Test
    void invalidTransactionsStayInTheirBlock() throws InterruptedException {
        peer.verdicts.add(TxValidationCode.MVCC_READ_CONFLICT);
        submit(1);
        try (BlockStream stream = ledger.blocks(3)) {
            LedgerBlock lost = stream.next(LONG).orElseThrow();
            LedgerBlock won = stream.next(LONG).orElseThrow();
            assertThat(lost.transactions().get(0).isValid()).isFalse();
            assertThat(lost.transactions().get(0).validation()).isEqualTo("MVCC_READ_CONFLICT");
            assertThat(won.transactions().get(0).isValid()).isTrue();
            assertThat(won.previous()).isEqualTo(lost.hash());
        }
    }

    private static List<Long> numbers(BlockStream stream, int count) throws InterruptedException {
        var numbers = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            numbers.add(stream.next(LONG).orElseThrow().number());
        }
        return numbers;
    }
}
