package org.credence.network.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.credence.network.identity.IssueRequest;
import org.credence.network.ledger.Client;
import org.credence.network.ledger.Consortium;
import org.credence.network.ledger.LedgerFixture;
import org.credence.network.ledger.verify.LedgerTransaction.Configuration;
import org.credence.network.ledger.verify.LedgerTransaction.ContractCall;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One chain, made by a ledger and a client: 0 the configuration, 1 and 2 a counter, 3 an increment that came too late, 4 a
 * revocation, 5 a value, 6 its deletion.
 */
final class ChainVerifierTest {
    private static byte[] content;
    private static Path file;

    @BeforeAll
    static void makeChain(@TempDir Path folder) throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(folder)) {
            Client client = fixture.client();
            client.contract().submitTransaction("put", "a", "1");
            Transaction first = endorsed(client);
            Transaction late = endorsed(client);
            first.submit();
            assertThatThrownBy(late::submit).isInstanceOf(CommitException.class);
            var authority = fixture.consortium().authority(LedgerFixture.MEMBER);
            authority.revoke(authority.issue(IssueRequest.client("leaver")));
            fixture.ledger().putCrl(LedgerFixture.MEMBER, authority.crl());
            client.contract().submitTransaction("put", "b", "2");
            client.contract().submitTransaction("delete", "b");
            file = fixture.ledger().blocksFile();
        }
        content = Files.readAllBytes(file);
    }

    private static Transaction endorsed(Client client) throws Exception {
        return client.contract()
                .newProposal("increment")
                .addArguments("n")
                .build()
                .endorse();
    }

    private static List<VerifiedBlock> verify(byte[] bytes) {
        List<VerifiedBlock> blocks = new ArrayList<>();
        try (ChainVerifier verifier = ChainVerifier.of(bytes)) {
            verifier.forEachRemaining(blocks::add);
        }
        return blocks;
    }

    private static BlockFault fault(byte[] bytes) {
        return catchThrowableOfType(BlockFaultException.class, () -> verify(bytes))
                .fault();
    }

    /** The chain's blocks, taken apart without the code under test. */
    private static List<Block> blocks() throws Exception {
        List<Block> blocks = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(content);
        while (in.available() > 0) {
            blocks.add(Block.parseDelimitedFrom(in));
        }
        return blocks;
    }

    private static byte[] bytes(List<Block> blocks) throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        for (Block block : blocks) {
            block.writeDelimitedTo(out);
        }
        return out.toByteArray();
    }

    @Test
    void anUntouchedChainHoldsAndTellsWhatHappened() throws Exception {
        List<VerifiedBlock> blocks = new ArrayList<>();
        try (ChainVerifier verifier = ChainVerifier.open(file)) {
            verifier.forEachRemaining(blocks::add);
            assertThat(verifier.organizations()).extracting(it -> it.mspId()).containsExactly("AMSP", "HostMSP");
        }

        assertThat(blocks).extracting(VerifiedBlock::number).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(blocks.stream().mapToLong(VerifiedBlock::bytes).sum()).isEqualTo(content.length);
        assertThat(blocks.get(0).transactions()).singleElement().isInstanceOf(Configuration.class);
        assertThat(blocks.get(4).transactions())
                .singleElement()
                .isInstanceOfSatisfying(
                        Configuration.class,
                        config -> assertThat(config.sequence()).isEqualTo(1));
        assertThat(call(blocks.get(3)).code()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
        ContractCall put = call(blocks.get(1));
        assertThat(put.isValid()).isTrue();
        assertThat(put.mspId()).isEqualTo(LedgerFixture.MEMBER);
        assertThat(put.contract()).isEqualTo(Consortium.CONTRACT);
        assertThat(put.function()).isEqualTo("put");
        assertThat(put.arguments()).extracting(it -> it.toStringUtf8()).containsExactly("a", "1");
        assertThat(put.payload().toString(StandardCharsets.UTF_8)).isEqualTo("1");
        assertThat(put.event().orElseThrow().name()).isEqualTo("noted");
        assertThat(put.readWriteSet().namespaces().get(0).writes().get(0).key()).isEqualTo("a");
    }

    private static ContractCall call(VerifiedBlock block) {
        return (ContractCall) block.transactions().get(0);
    }

    @Test
    void aChangedTransactionIsNamedWithItsMember() throws Exception {
        List<Block> blocks = blocks();
        byte[] envelope = blocks.get(5).getData().getData(0).toByteArray();
        envelope[envelope.length / 2] ^= 1;
        Block changed = blocks.get(5).toBuilder()
                .setData(org.hyperledger.fabric.protos.common.BlockData.newBuilder()
                        .addData(com.google.protobuf.ByteString.copyFrom(envelope)))
                .build();
        blocks.set(5, changed);

        BlockFault fault = fault(bytes(blocks));

        assertThat(fault.block()).isEqualTo(5);
        assertThat(fault.transaction()).hasValue(0);
        assertThat(fault.member()).contains(LedgerFixture.MEMBER);
        assertThat(fault.reason()).contains("the transaction was changed");
        assertThat(fault).hasToString("block 5, transaction 0, member AMSP: " + fault.reason());
    }

    @Test
    void aChangedValidationCodeIsNamedWithWhatItMustBe() throws Exception {
        List<Block> blocks = blocks();
        Block conflicted = blocks.get(3);
        blocks.set(
                3,
                conflicted.toBuilder()
                        .setMetadata(conflicted.getMetadata().toBuilder()
                                .setMetadata(2, com.google.protobuf.ByteString.copyFrom(new byte[] {0})))
                        .build());

        BlockFault fault = fault(bytes(blocks));

        assertThat(fault.block()).isEqualTo(3);
        assertThat(fault.transaction()).hasValue(0);
        assertThat(fault.reason()).isEqualTo("the validation code is recorded as VALID, it must be MVCC_READ_CONFLICT");
    }

    @Test
    void aMissingBlockIsFound() throws Exception {
        List<Block> blocks = blocks();
        blocks.remove(2);

        assertThat(fault(bytes(blocks)).toString()).isEqualTo("block 2: the block says that it is number 3");
    }

    @Test
    void aChangedSignatureIsFound() throws Exception {
        List<Block> blocks = blocks();
        blocks.set(
                2,
                blocks.get(2).toBuilder()
                        .setMetadata(blocks.get(2).getMetadata().toBuilder()
                                .setMetadata(0, blocks.get(1).getMetadata().getMetadata(0)))
                        .build());

        BlockFault fault = fault(bytes(blocks));

        assertThat(fault.block()).isEqualTo(2);
        assertThat(fault.member()).contains(LedgerFixture.HOST);
    }

    @Test
    void aFileThatEndsInsideABlockIsFound() {
        BlockFault fault = fault(Arrays.copyOf(content, content.length - 1));

        assertThat(fault.block()).isEqualTo(6);
        assertThat(fault.reason()).contains("the file ends inside a block");
    }

    @Test
    void bytesBehindTheLastBlockAreFound() {
        assertThat(fault(Arrays.copyOf(content, content.length + 1)).block()).isEqualTo(7);
    }

    @Test
    void anEmptyFileHasNoBlocks() {
        assertThat(verify(new byte[0])).isEmpty();
    }
}
