package org.credence.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerTransaction;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.Pem;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Event;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Reply;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StudyId;
import org.credence.protocol.encoding.CanonicalJson;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlockDecoderTest {
    private static final Instant MOMENT = Instant.parse("2026-11-23T10:00:00.25Z");
    private static final StudyId STUDY = new StudyId("heart");
    private static final MemberId MEMBER = new MemberId("HospitalA");
    private static final Command COMMAND = new Command.Enrol(STUDY, Digest.sha256(new byte[] {1}));
    private static final StateEntry<Digest> FACT =
            new StateEntry<>(Keys.enrolment(STUDY, MEMBER), Digest.sha256(new byte[] {1}));
    private static final Event EVENT = new Event.StudyOpen(STUDY);
    private static final byte[] REPLY = CanonicalJson.encode(new Reply(Code.OK, ""));

    @TempDir
    Path folder;

    private final BlockDecoder decoder = new BlockDecoder(TestNetwork.CHAINCODE);
    private TestNetwork network;
    private Enrolment node;

    @BeforeEach
    void enrol() {
        network = new TestNetwork(folder);
        node = network.member();
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void aTransactionIsDecodedInFull() {
        LedgerBlock block = decoder.decode(blockOf(transaction(), TxValidationCode.VALID));
        LedgerTransaction transaction = block.transactions().get(0);
        assertThat(transaction.id()).matches("[0-9a-f]{64}");
        assertThat(transaction.creator()).isEqualTo(MEMBER);
        assertThat(transaction.certificate())
                .asString()
                .isEqualTo(Pem.encode(node.identity().certificate()));
        assertThat(transaction.timestamp()).isEqualTo(MOMENT);
        assertThat(transaction.validation()).isEqualTo("VALID");
        assertThat(transaction.isValid()).isTrue();
        assertThat(transaction.function()).isEqualTo("enrol");
        assertThat(transaction.command()).contains(COMMAND);
        assertThat(transaction.reply()).contains(new Reply(Code.OK, ""));
        assertThat(transaction.event()).contains(EVENT);
        assertThat(transaction.writes()).singleElement().satisfies(write -> {
            assertThat(write.isDelete()).isFalse();
            assertThat(write.ledgerKey()).isEqualTo(FACT.key().ledgerKey());
            assertThat(write.entry()).isEqualTo(FACT);
        });
    }

    @Test
    void headersHashAsAsn1Says() {
        Block first = blockOf(transaction(), TxValidationCode.VALID);
        LedgerBlock decoded = decoder.decode(first.toByteArray());
        assertThat(decoded.number()).isZero();
        assertThat(decoded.previous()).isEqualTo(LedgerBlock.NO_BLOCK);
        assertThat(decoded.hash()).isEqualTo(TestBlocks.hash(first.getHeader()));
        for (long number : new long[] {1, 127, 128, 255, 256, 65_536, Long.MAX_VALUE}) {
            Block block = TestBlocks.block(
                    number,
                    ByteString.copyFrom(decoded.hash().bytes()),
                    List.of(transaction()),
                    TxValidationCode.VALID);
            assertThat(decoder.decode(block).hash())
                    .as("block %d", number)
                    .isEqualTo(TestBlocks.hash(block.getHeader()));
        }
    }

    @Test
    void othersTransactionsAndWritesAreLeftOut() {
        assertThat(new BlockDecoder("other")
                        .decode(blockOf(transaction(), TxValidationCode.VALID))
                        .transactions())
                .isEmpty();
        var writes = TxReadWriteSet.newBuilder()
                .addNsRwset(TestBlocks.writes("_lifecycle", FACT))
                .build();
        ByteString foreign = TestBlocks.prepared(
                        proposal(COMMAND.function(), CanonicalJson.encode(COMMAND)), REPLY, writes, ByteString.EMPTY)
                .toByteString();
        assertThat(decoder.decode(blockOf(foreign, TxValidationCode.VALID))
                        .transactions()
                        .get(0)
                        .writes())
                .isEmpty();
    }

    @Test
    void aDeleteIsADelete() {
        var deletes = KVRWSet.newBuilder()
                .addWrites(KVWrite.newBuilder().setKey(FACT.key().ledgerKey()).setIsDelete(true));
        var writes = TxReadWriteSet.newBuilder()
                .addNsRwset(NsReadWriteSet.newBuilder()
                        .setNamespace(TestNetwork.CHAINCODE)
                        .setRwset(deletes.build().toByteString()))
                .build();
        ByteString envelope = TestBlocks.prepared(proposal("x", new byte[0]), REPLY, writes, ByteString.EMPTY)
                .toByteString();
        assertThat(decoder.decode(blockOf(envelope, TxValidationCode.VALID))
                        .transactions()
                        .get(0)
                        .writes())
                .singleElement()
                .satisfies(write -> {
                    assertThat(write.isDelete()).isTrue();
                    assertThatThrownBy(write::entry).isInstanceOf(IllegalStateException.class);
                });
    }

    @Test
    void wordsThatAreNotOursAreEmpty() {
        ByteString strange = TestBlocks.prepared(
                        proposal("dance", new byte[] {'{'}),
                        new byte[] {'?'},
                        TxReadWriteSet.getDefaultInstance(),
                        ByteString.EMPTY)
                .toByteString();
        LedgerTransaction transaction = decoder.decode(blockOf(strange, TxValidationCode.BAD_PAYLOAD))
                .transactions()
                .get(0);
        assertThat(transaction.function()).isEqualTo("dance");
        assertThat(transaction.command()).isEmpty();
        assertThat(transaction.reply()).isEmpty();
        assertThat(transaction.event()).isEmpty();
        assertThat(transaction.writes()).isEmpty();
        ByteString halfOurs =
                TestBlocks.prepared(proposal("enrol", new byte[] {'{'}), REPLY).toByteString();
        assertThat(decoder.decode(blockOf(halfOurs, TxValidationCode.VALID))
                        .transactions()
                        .get(0)
                        .command())
                .isEmpty();
    }

    @Test
    void rubbishIsLeftOutUnlessItIsCalledValid() {
        ByteString rubbish = ByteString.copyFromUtf8("rubbish");
        assertThat(decoder.decode(blockOf(rubbish, TxValidationCode.BAD_PAYLOAD))
                        .transactions())
                .isEmpty();
        assertThatThrownBy(() -> decoder.decode(blockOf(rubbish, TxValidationCode.VALID)))
                .isInstanceOf(LedgerFaultException.class)
                .hasMessage("block 0 calls its transaction 0 valid, which is none");
    }

    @Test
    void partsThatDoNotFitTogetherAreSaid() {
        Block block = blockOf(transaction(), TxValidationCode.VALID);
        Block unjudged = block.toBuilder().clearMetadata().build();
        assertThatThrownBy(() -> decoder.decode(unjudged))
                .isInstanceOf(LedgerFaultException.class)
                .hasMessage("block 0 has 1 transactions and 0 verdicts");
        Block headless = block.toBuilder()
                .setHeader(block.getHeader().toBuilder().setDataHash(ByteString.copyFromUtf8("short")))
                .build();
        assertThatThrownBy(() -> decoder.decode(headless))
                .isInstanceOf(LedgerFaultException.class)
                .hasMessage("the header of block 0 has a hash of 5 bytes, not 32");
        assertThatThrownBy(() -> decoder.decode(new byte[] {1, 2, 3}))
                .isInstanceOf(LedgerFaultException.class)
                .hasMessageStartingWith("not a block of Fabric");
    }

    /** Bytes of strangers: every answer is a block or a fault, never another exception. */
    @Test
    void changedBlocksDecodeOrAreFaults() {
        byte[] bytes = blockOf(transaction(), TxValidationCode.BAD_PAYLOAD).toByteArray();
        for (int seed = 0; seed < 2000; seed++) {
            var random = new SplittableRandom(seed);
            byte[] changed = bytes.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                decoder.decode(changed).transactions().forEach(BlockDecoderTest::readAll);
            } catch (LedgerFaultException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    /** As {@link #changedBlocksDecodeOrAreFaults}, past the data's hash: what a lying orderer could send. */
    @Test
    void changedTransactionsDecodeOrAreFaults() {
        byte[] bytes = transaction().toByteArray();
        for (int seed = 0; seed < 2000; seed++) {
            var random = new SplittableRandom(seed);
            byte[] changed = bytes.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                decoder.decode(blockOf(ByteString.copyFrom(changed), TxValidationCode.BAD_PAYLOAD))
                        .transactions()
                        .forEach(BlockDecoderTest::readAll);
            } catch (LedgerFaultException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private static void readAll(LedgerTransaction transaction) {
        assertThat(transaction.id()).isNotNull();
        assertThat(transaction.timestamp()).isNotNull();
        transaction.function();
        transaction.command();
        transaction.reply();
        transaction.writes();
        transaction.event();
    }

    private ByteString transaction() {
        var writes = TxReadWriteSet.newBuilder()
                .addNsRwset(TestBlocks.writes(TestNetwork.CHAINCODE, FACT))
                .build();
        return TestBlocks.prepared(
                        proposal(COMMAND.function(), CanonicalJson.encode(COMMAND)),
                        REPLY,
                        writes,
                        TestBlocks.event(EVENT))
                .toByteString();
    }

    private Proposal proposal(String function, byte[] argument) {
        var messages =
                new Messages(new Caller(node), network.profile(7051), network.environment(InstantSource.fixed(MOMENT)));
        try {
            return Proposal.parseFrom(
                    messages.proposal(function, argument).getProposal().getProposalBytes());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static Block blockOf(ByteString envelope, TxValidationCode verdict) {
        return TestBlocks.block(0, ByteString.EMPTY, List.of(envelope), verdict);
    }
}
