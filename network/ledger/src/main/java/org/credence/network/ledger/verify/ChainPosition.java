package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Where a chain stands after some of its blocks, and what a block must be to come next. For one thread. */
final class ChainPosition {
    private final ReplayedState state = new ReplayedState();
    private Optional<BlockHeader> previous = Optional.empty();
    private ByteString commitHash = ByteString.EMPTY;
    private long lastConfig;

    /**
     * A block that comes next.
     *
     * @param commitHash after it, empty for block 0
     * @param lastConfig number of the block with the last configuration, which may be this one
     */
    record Step(
            CheckedBlocks.Candidate candidate,
            CheckedBlock.Judgement judgement,
            ByteString commitHash,
            long lastConfig) {}

    /**
     * What a block comes to here. Changes nothing.
     *
     * @throws BlockFaultException when it does not come next
     */
    Step judge(CheckedBlocks.Candidate candidate) {
        Block block = candidate.stored().block();
        long number = previous.map(header -> header.getNumber() + 1).orElse(0L);
        requireLink(number, block.getHeader());
        CheckedBlock checked = candidate.checked();
        CheckedBlock.Judgement judgement = checked.judge(state);
        boolean isConfig = candidate.rules().isConfig(block);
        if (judgement.transactions().isEmpty() || (number == 0 && !isConfig)) {
            throw fault(number, "the block has no transactions, or is the first and has no configuration");
        }
        requireCodes(block, judgement);
        long nextConfig = isConfig ? number : lastConfig;
        ByteString nextHash =
                number == 0 ? ByteString.EMPTY : judgement.updates().commitHash(filter(block), commitHash);
        requireMetadata(block, checked, nextConfig, nextHash);
        return new Step(candidate, judgement, nextHash, nextConfig);
    }

    /**
     * Goes on to a block that was judged here.
     *
     * @throws BlockFaultException when what it defines cannot be used
     */
    void take(Step step) {
        BlockHeader header = step.candidate().stored().block().getHeader();
        try {
            state.apply(header.getNumber(), step.judgement().updates());
        } catch (IllegalArgumentException e) {
            throw fault(header.getNumber(), "what the block defines of private data cannot be used: " + e.getMessage());
        }
        state.addIds(step.judgement().ids());
        commitHash = step.commitHash();
        lastConfig = step.lastConfig();
        previous = Optional.of(header);
    }

    /**
     * The contracts that are defined here.
     *
     * @param rules in force here
     * @throws BlockFaultException when a definition cannot be understood
     */
    List<DefinedContract> contracts(ChannelRules rules) {
        return rules.contracts(
                state.definitions(),
                new BlockFaults(previous.map(BlockHeader::getNumber).orElse(0L)));
    }

    private void requireLink(long number, BlockHeader header) {
        if (header.getNumber() != number) {
            throw fault(number, "the block says that it is number " + Long.toUnsignedString(header.getNumber()));
        }
        ByteString expected = previous.map(BlockForm::headerHash).orElse(ByteString.EMPTY);
        if (!header.getPreviousHash().equals(expected)) {
            throw fault(number, "the block does not name the hash of the block before it");
        }
    }

    private static void requireCodes(Block block, CheckedBlock.Judgement judgement) {
        List<TxValidationCode> codes = judgement.codes();
        long number = block.getHeader().getNumber();
        ByteString recorded = filter(block);
        if (recorded.size() != codes.size()) {
            throw fault(
                    number, "there are " + codes.size() + " transactions and " + recorded.size() + " validation codes");
        }
        for (int i = 0; i < codes.size(); i++) {
            int code = recorded.byteAt(i) & 0xff;
            if (code != codes.get(i).getNumber()) {
                CheckedTransaction transaction = judgement.transactions().get(i);
                String why = transaction.reason().isEmpty() ? "" : " (" + transaction.reason() + ")";
                throw BlockFaults.of(block)
                        .of(
                                i,
                                transaction,
                                "the validation code is recorded as " + name(code) + ", it must be " + codes.get(i)
                                        + why);
            }
        }
    }

    private static String name(int code) {
        TxValidationCode known = TxValidationCode.forNumber(code);
        return known == null ? Integer.toString(code) : known.toString();
    }

    /* What the chain itself determines must be there byte for byte. */
    private static void requireMetadata(Block block, CheckedBlock checked, long lastConfig, ByteString commitHash) {
        List<ByteString> slots = block.getMetadata().getMetadataList();
        boolean namesConfig = slots.get(BlockForm.LAST_CONFIG).equals(BlockForm.lastConfigSlot(lastConfig))
                && checked.namesConfig(lastConfig);
        requireMetadata(block, namesConfig, "number of the last configuration's block");
        requireMetadata(block, slots.get(BlockForm.UNUSED).isEmpty(), "empty metadata slot");
        requireMetadata(
                block, slots.get(BlockForm.COMMIT_HASH).equals(BlockForm.commitHashSlot(commitHash)), "commit hash");
    }

    private static void requireMetadata(Block block, boolean holds, String name) {
        if (!holds) {
            throw fault(block.getHeader().getNumber(), "the " + name + " is not the one that follows from the blocks");
        }
    }

    private static ByteString filter(Block block) {
        return block.getMetadata().getMetadata(BlockForm.TRANSACTIONS_FILTER);
    }

    private static BlockFaultException fault(long block, String reason) {
        return new BlockFaultException(BlockFault.ofBlock(block, reason));
    }
}
