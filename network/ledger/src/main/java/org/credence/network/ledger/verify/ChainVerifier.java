package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.store.BlockRecords;
import org.credence.network.ledger.validate.BlockValidator;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.credence.protocol.Digest;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Goes through a blocks file and hands out each block once it was found good. For one thread; checks signatures of the next
 * blocks ahead, on as many threads as there are processors. Holds the versions of all keys in memory, not their values.
 *
 * <p>What is checked for each block, the first failure being reported: its record is in its one encoding and ends the file or
 * is followed by another; its number and previous hash; its transactions' hash; its orderer's signature; for each
 * transaction creator, signature, id, proposal hash, endorsements and memberships; that the recorded validation codes, last
 * configuration and commit hash are the ones that follow from the blocks.
 */
public final class ChainVerifier implements Iterator<VerifiedBlock>, AutoCloseable {
    private final CheckedBlocks blocks;
    private final ReplayedState state = new ReplayedState();
    private Optional<BlockHeader> previous = Optional.empty();
    private ByteString commitHash = ByteString.EMPTY;
    private long lastConfig;
    private Optional<ChannelConfig> config = Optional.empty();

    private ChainVerifier(CheckedBlocks blocks) {
        this.blocks = blocks;
    }

    /**
     * Begins at block 0 of a file.
     *
     * @throws IOException when the file cannot be read
     */
    public static ChainVerifier open(Path blocksFile) throws IOException {
        return new ChainVerifier(CheckedBlocks.open(blocksFile));
    }

    /** Begins at block 0 of a file's content. */
    public static ChainVerifier of(byte[] content) {
        return new ChainVerifier(CheckedBlocks.of(BlockRecords.of(content)));
    }

    /** The organizations on the channel after the last block handed out, by MSP id; none before block 0. */
    public List<Organization> organizations() {
        return config.map(ChannelConfig::organizations).orElse(List.of());
    }

    /**
     * Whether the file goes on.
     *
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    @Override
    public boolean hasNext() {
        return blocks.hasNext();
    }

    /**
     * The next block, which holds.
     *
     * @throws BlockFaultException when it does not; the verifier is of no use after that
     * @throws NoSuchElementException at the end of the file
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    @Override
    public VerifiedBlock next() {
        CheckedBlocks.Candidate candidate = blocks.next();
        Block block = candidate.stored().block();
        long number = previous.map(header -> header.getNumber() + 1).orElse(0L);
        requireLink(number, block.getHeader());
        List<CheckedTransaction> checked = candidate.transactions();
        boolean isConfig = BlockCheck.isConfig(block);
        if (checked.isEmpty() || (number == 0 && !isConfig)) {
            throw fault(number, "the block has no transactions, or is the first and has no configuration");
        }
        BlockValidator.Result result = isConfig
                ? new BlockValidator.Result(List.of(TxValidationCode.VALID), new StateUpdates())
                : new BlockValidator(state::contains, state).validate(number, checked);
        requireCodes(block, checked, result.codes());
        if (isConfig && number > 0) {
            requireSuccession(number, candidate.config(), candidate.configAfter());
        }
        lastConfig = isConfig ? number : lastConfig;
        commitHash = number == 0 ? ByteString.EMPTY : result.updates().commitHash(filter(block), commitHash);
        requireMetadata(block);
        state.apply(number, result.updates());
        checked.forEach(transaction -> transaction.provenId().ifPresent(state::add));
        previous = Optional.of(block.getHeader());
        config = Optional.of(candidate.configAfter());
        return verified(candidate, checked, result.codes());
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

    private static void requireCodes(Block block, List<CheckedTransaction> checked, List<TxValidationCode> codes) {
        long number = block.getHeader().getNumber();
        ByteString recorded = filter(block);
        if (recorded.size() != codes.size()) {
            throw fault(
                    number, "there are " + codes.size() + " transactions and " + recorded.size() + " validation codes");
        }
        for (int i = 0; i < codes.size(); i++) {
            int code = recorded.byteAt(i) & 0xff;
            if (code != codes.get(i).getNumber()) {
                CheckedTransaction transaction = checked.get(i);
                String why = transaction.reason().isEmpty() ? "" : " (" + transaction.reason() + ")";
                throw new BlockFaultException(new BlockFault(
                        number,
                        OptionalInt.of(i),
                        transaction.claimedOrganization(),
                        "the validation code is recorded as " + name(code) + ", it must be " + codes.get(i) + why));
            }
        }
    }

    private static String name(int code) {
        TxValidationCode known = TxValidationCode.forNumber(code);
        return known == null ? Integer.toString(code) : known.toString();
    }

    private static void requireSuccession(long number, ChannelConfig before, ChannelConfig after) {
        boolean follows = after.sequence() == before.sequence() + 1
                && after.host().equals(before.host())
                && after.endorsement().equals(before.endorsement());
        if (!follows) {
            throw fault(
                    number,
                    "the configuration must have sequence " + (before.sequence() + 1)
                            + " and leave host and endorsement policy as they are");
        }
    }

    /* What the chain itself determines must be there byte for byte. */
    private void requireMetadata(Block block) {
        List<ByteString> slots = block.getMetadata().getMetadataList();
        boolean namesConfig = slots.get(BlockForm.LAST_CONFIG).equals(BlockForm.lastConfigSlot(lastConfig))
                && signedValue(slots.get(BlockForm.SIGNATURES)).equals(BlockForm.signedValue(lastConfig));
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

    private static ByteString signedValue(ByteString slot) {
        try {
            return Metadata.parseFrom(slot).getValue();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the signature was verified, so its slot can be read", e);
        }
    }

    private static ByteString filter(Block block) {
        return block.getMetadata().getMetadata(BlockForm.TRANSACTIONS_FILTER);
    }

    private VerifiedBlock verified(
            CheckedBlocks.Candidate candidate, List<CheckedTransaction> checked, List<TxValidationCode> codes) {
        BlockHeader header = candidate.stored().block().getHeader();
        List<LedgerTransaction> transactions = new ArrayList<>(checked.size());
        for (int i = 0; i < checked.size(); i++) {
            transactions.add(transaction(candidate, i, checked.get(i), codes.get(i)));
        }
        return new VerifiedBlock(
                header.getNumber(),
                Digest.of(BlockForm.headerHash(header).toByteArray()),
                commitHash.isEmpty() ? Optional.empty() : Optional.of(Digest.of(commitHash.toByteArray())),
                candidate.stored().end() - candidate.stored().offset(),
                transactions);
    }

    private static LedgerTransaction transaction(
            CheckedBlocks.Candidate candidate, int index, CheckedTransaction transaction, TxValidationCode code) {
        if (transaction.code() != TxValidationCode.VALID) {
            return new LedgerTransaction.Rejected(index, code, transaction.claimedOrganization(), transaction.reason());
        }
        return transaction
                .transaction()
                .<LedgerTransaction>map(call -> call(candidate.config(), index, code, call))
                .orElseGet(() -> new LedgerTransaction.Configuration(
                        index,
                        code,
                        candidate.configAfter().sequence(),
                        candidate.configAfter().organizations()));
    }

    private static LedgerTransaction.ContractCall call(
            ChannelConfig config, int index, TxValidationCode code, EndorsedTransaction transaction) {
        var header = transaction.header();
        var result = transaction.result();
        List<ByteString> arguments = transaction.arguments();
        try {
            var sender = config.membership().identify(header.creator());
            return new LedgerTransaction.ContractCall(
                    index,
                    code,
                    header.transactionId(),
                    sender.mspId(),
                    sender.certificate(),
                    header.timestamp(),
                    result.chaincode(),
                    arguments.isEmpty() ? "" : arguments.get(0).toStringUtf8(),
                    arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size()),
                    result.response().getStatus(),
                    result.response().getPayload(),
                    result.event().map(event -> new LedgerTransaction.Event(event.getEventName(), event.getPayload())),
                    result.readWriteSet());
        } catch (IdentityRefusedException e) {
            throw new IllegalStateException("a transaction found good has a known sender", e);
        }
    }

    private static BlockFaultException fault(long block, String reason) {
        return new BlockFaultException(BlockFault.ofBlock(block, reason));
    }

    @Override
    public void close() {
        blocks.close();
    }
}
