package org.credence.network.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.verify.LedgerTransaction.Configuration;
import org.credence.network.ledger.verify.LedgerTransaction.ContractCall;
import org.credence.network.ledger.verify.LedgerTransaction.Rejected;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;

/** A real network's chain, and what is found when it is changed. */
final class FabricChainTest {
    private static List<VerifiedBlock> verify(byte[] content) {
        List<VerifiedBlock> blocks = new ArrayList<>();
        try (ChainVerifier verifier = ChainVerifier.of(content)) {
            verifier.forEachRemaining(blocks::add);
        }
        return blocks;
    }

    private static BlockFault fault(byte[] content) {
        return catchThrowableOfType(BlockFaultException.class, () -> verify(content))
                .fault();
    }

    private static LedgerTransaction only(List<VerifiedBlock> blocks, int number) {
        assertThat(blocks.get(number).transactions()).hasSize(1);
        return blocks.get(number).transactions().get(0);
    }

    @Test
    void theChainHoldsAndTellsWhatHappened() {
        List<VerifiedBlock> blocks = verify(RecordedChain.content());

        assertThat(blocks).hasSize(19);
        assertThat(blocks.get(0).hash().toString())
                .isEqualTo("f588ea1f54c1eabd25ab9d3aae24cca90300462360cd69ddceb0f745b9ae94a4");
        assertThat(blocks.get(0).commitHash()).isEmpty();
        assertThat(blocks.get(18).commitHash().orElseThrow().toString())
                .isEqualTo("911ceb134b01614392db39347e57931ab6e810be585840e959b1fd591e6a4a24");
        assertThat(blocks.get(5).transactions()).singleElement().isInstanceOfSatisfying(ContractCall.class, call -> {
            assertThat(call.contract()).isEqualTo("_lifecycle");
            assertThat(call.function()).isEqualTo("CommitChaincodeDefinition");
            assertThat(call.isValid()).isTrue();
        });
        assertThat(blocks.get(6).transactions())
                .extracting(LedgerTransaction::code)
                .containsExactly(TxValidationCode.VALID, TxValidationCode.MVCC_READ_CONFLICT);
        assertThat(only(blocks, 16)).isInstanceOfSatisfying(ContractCall.class, call -> {
            assertThat(call.mspId()).isEqualTo("AlphaMSP");
            assertThat(call.contract()).isEqualTo("credence");
            assertThat(call.function()).isEqualTo("suspend");
        });
    }

    @Test
    void aCallWithTooFewEndorsementsIsOnRecordAsSuchWithWhatItWanted() {
        assertThat(only(verify(RecordedChain.content()), 7)).isInstanceOfSatisfying(Rejected.class, call -> {
            assertThat(call.code()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
            assertThat(call.reason())
                    .isEqualTo("endorsed by [peer of AlphaMSP, peer of BravoMSP], the policy of contract credence"
                            + " wants OutOf(3,'AlphaMSP.peer','BravoMSP.peer','CharlieMSP.peer','DeltaMSP.peer')");
        });
    }

    @Test
    void configurationsTellWhoIsOnTheChannel() {
        List<Configuration> configurations = verify(RecordedChain.content()).stream()
                .flatMap(block -> block.transactions().stream())
                .filter(Configuration.class::isInstance)
                .map(Configuration.class::cast)
                .toList();

        assertThat(configurations).extracting(Configuration::sequence).containsExactly(0L, 1L, 2L, 3L);
        assertThat(configurations.get(0).organizations())
                .extracting(Organization::mspId)
                .containsExactly("AlphaMSP", "BravoMSP", "CharlieMSP", "DeltaMSP", "EchoMSP");
        assertThat(configurations.get(1).organizations())
                .extracting(Organization::mspId)
                .contains("FoxtrotMSP");
        assertThat(configurations.get(2).organizations().get(1).crls())
                .singleElement()
                .satisfies(crl -> assertThat(crl.getRevokedCertificates()).hasSize(1));
        assertThat(configurations.get(3).organizations())
                .extracting(Organization::mspId)
                .doesNotContain("FoxtrotMSP");
    }

    @Test
    void aChangedValidationCodeIsNamedWithWhatItMustBe() throws Exception {
        BlockFault fault = fault(RecordedChain.with(7, block -> slot(block, 2, ByteString.copyFrom(new byte[1]))));

        assertThat(fault.block()).isEqualTo(7);
        assertThat(fault.transaction()).hasValue(0);
        assertThat(fault.member()).contains("AlphaMSP");
        assertThat(fault.reason())
                .startsWith(
                        "the validation code is recorded as VALID, it must be ENDORSEMENT_POLICY_FAILURE (endorsed");
    }

    @Test
    void aChangedTransactionIsNamedWithItsMember() throws Exception {
        BlockFault fault = fault(RecordedChain.with(9, block -> {
            byte[] envelope = block.getData().getData(0).toByteArray();
            envelope[envelope.length / 2] ^= 1;
            return block.toBuilder()
                    .setData(BlockData.newBuilder().addData(ByteString.copyFrom(envelope)))
                    .build();
        }));

        assertThat(fault).hasToString("block 9, transaction 0, member BravoMSP: " + fault.reason());
        assertThat(fault.reason()).startsWith("the transaction was changed");
    }

    @Test
    void aChangedConfigurationIsNotReadAndItsBlockIsNamed() throws Exception {
        UnaryOperator<Block> change = block -> {
            byte[] envelope = block.getData().getData(0).toByteArray();
            envelope[envelope.length / 2] ^= 1;
            return block.toBuilder()
                    .setData(BlockData.newBuilder().addData(ByteString.copyFrom(envelope)))
                    .build();
        };

        assertThat(fault(RecordedChain.with(0, change)))
                .hasToString("block 0: the transactions do not have the hash that the header records");
        assertThat(fault(RecordedChain.with(10, change)).toString())
                .startsWith("block 10, transaction 0, member AlphaMSP: the transaction was changed");
    }

    @Test
    void aQuorumIsThreeOfFour() throws Exception {
        BlockFault fault = fault(RecordedChain.with(3, signatures(metadata -> metadata.removeSignatures(1))));

        assertThat(fault).hasToString("block 3: the block is signed by 2 consenters, a quorum is 3");
    }

    @Test
    void aConsenterCountsOnce() throws Exception {
        BlockFault fault = fault(
                RecordedChain.with(3, signatures(metadata -> metadata.setSignatures(1, metadata.getSignatures(0)))));

        assertThat(fault.reason()).matches("consenter \\d signed twice");
    }

    @Test
    void aFourthSignatureMustHoldToo() throws Exception {
        MetadataSignature elsewhere = signature(RecordedChain.blocks(), 3, 2);
        BlockFault fault = fault(RecordedChain.with(3, signatures(metadata -> metadata.addSignatures(elsewhere))));

        assertThat(fault.reason()).matches("the signature of consenter \\d does not hold");
        assertThat(fault.member()).isPresent();
    }

    /* A signature on block 2 by the consenter that did not sign block 3. */
    private static MetadataSignature signature(List<Block> blocks, int without, int with) throws Exception {
        List<ByteString> ids = new ArrayList<>();
        for (MetadataSignature signature : metadata(blocks.get(without)).getSignaturesList()) {
            ids.add(signature.getIdentifierHeader().substring(0, 2));
        }
        for (int number = with; number > 0; number--) {
            for (MetadataSignature signature : metadata(blocks.get(number)).getSignaturesList()) {
                if (!ids.contains(signature.getIdentifierHeader().substring(0, 2))) {
                    return signature;
                }
            }
        }
        throw new AssertionError("somebody always signs who did not sign block " + without);
    }

    @Test
    void aSignatureByAnotherHeaderIsNotOfTheOneForm() throws Exception {
        BlockFault fault = fault(RecordedChain.with(
                3,
                signatures(metadata -> metadata.setSignatures(
                        0,
                        metadata.getSignatures(0).toBuilder()
                                .setSignatureHeader(ByteString.copyFromUtf8("header"))
                                .build()))));

        assertThat(fault.reason()).contains("not in its one encoding");
    }

    @Test
    void theLastConfigurationMustBeTheLast() throws Exception {
        BlockFault fault = fault(
                RecordedChain.with(12, block -> slot(block, BlockForm.LAST_CONFIG, BlockForm.lastConfigSlot(10))));

        assertThat(fault.reason())
                .isEqualTo("the number of the last configuration's block is not the one that follows from the blocks");
    }

    @Test
    void theStateAfterABlockMustBeTheOneThatFollows() throws Exception {
        List<Block> blocks = RecordedChain.blocks();
        BlockFault fault = fault(RecordedChain.with(
                5,
                block -> slot(
                        block,
                        BlockForm.COMMIT_HASH,
                        blocks.get(4).getMetadata().getMetadata(BlockForm.COMMIT_HASH))));

        assertThat(fault).hasToString("block 5: the commit hash is not the one that follows from the blocks");
    }

    @Test
    void aSlotThatNobodyUsesMustBeEmpty() throws Exception {
        BlockFault fault =
                fault(RecordedChain.with(5, block -> slot(block, BlockForm.UNUSED, ByteString.copyFrom(new byte[1]))));

        assertThat(fault.reason()).startsWith("the empty metadata slot");
    }

    @Test
    void aBlockWithoutTheOneBeforeItIsFound() throws Exception {
        List<Block> blocks = RecordedChain.blocks();
        blocks.remove(4);

        assertThat(fault(RecordedChain.file(blocks))).hasToString("block 4: the block says that it is number 5");
    }

    private static Metadata metadata(Block block) throws InvalidProtocolBufferException {
        return Metadata.parseFrom(block.getMetadata().getMetadata(BlockForm.SIGNATURES));
    }

    private static UnaryOperator<Block> signatures(java.util.function.Consumer<Metadata.Builder> change) {
        return block -> {
            try {
                Metadata.Builder metadata = metadata(block).toBuilder();
                change.accept(metadata);
                return slot(block, BlockForm.SIGNATURES, metadata.build().toByteString());
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        };
    }

    private static Block slot(Block block, int slot, ByteString content) {
        return block.toBuilder()
                .setMetadata(block.getMetadata().toBuilder().setMetadata(slot, content))
                .build();
    }
}
