package org.credence.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerTransaction;
import org.credence.protocol.Digest;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Fabric's blocks as ours. Headers of transactions are decoded at once, what they hold when it is asked for. Checks that the data is
 * what the header says, not signatures: those are the peers' and the audit's to check. Safe for use by several threads.
 */
public final class BlockDecoder {
    private final String chaincode;

    /**
     * A decoder for the contract's transactions.
     *
     * @param chaincode the contract's name; transactions of others are left out
     */
    public BlockDecoder(String chaincode) {
        this.chaincode = chaincode;
    }

    /**
     * The block with these bytes, a {@code common.Block} of Fabric's protobuf.
     *
     * @throws LedgerFaultException if they are none, or its parts do not fit together
     */
    public LedgerBlock decode(byte[] bytes) {
        try {
            return decode(Block.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerFaultException("not a block of Fabric: " + e.getMessage(), e);
        }
    }

    LedgerBlock decode(Block block) {
        BlockHeader header = block.getHeader();
        long number = header.getNumber();
        Digest data = BlockHash.ofData(block.getData());
        if (!data.equals(digest(header.getDataHash(), number))) {
            throw new LedgerFaultException("block " + number + " does not hold the data that its header names");
        }
        Digest previous = header.getPreviousHash().isEmpty() && number == 0
                ? LedgerBlock.NO_BLOCK
                : digest(header.getPreviousHash(), number);
        return new LedgerBlock(number, BlockHash.ofHeader(header), previous, transactions(block));
    }

    private List<LedgerTransaction> transactions(Block block) {
        ByteString verdicts = verdicts(block);
        var transactions = new ArrayList<LedgerTransaction>();
        for (int i = 0; i < block.getData().getDataCount(); i++) {
            String validation = validation(verdicts, i);
            try {
                FabricTransaction.parse(block.getData().getData(i), validation, chaincode)
                        .ifPresent(transactions::add);
            } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
                if (validation.equals(TxValidationCode.VALID.name())) {
                    throw new LedgerFaultException(
                            "block " + block.getHeader().getNumber() + " calls its transaction " + i
                                    + " valid, which is none",
                            e);
                }
            }
        }
        return transactions;
    }

    private static ByteString verdicts(Block block) {
        ByteString verdicts = block.getMetadata().getMetadataCount() > BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE
                ? block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE)
                : ByteString.EMPTY;
        if (verdicts.size() != block.getData().getDataCount()) {
            throw new LedgerFaultException("block " + block.getHeader().getNumber() + " has "
                    + block.getData().getDataCount() + " transactions and " + verdicts.size() + " verdicts");
        }
        return verdicts;
    }

    private static String validation(ByteString verdicts, int index) {
        TxValidationCode code = TxValidationCode.forNumber(verdicts.byteAt(index) & 0xff);
        return code == null ? "UNKNOWN_" + (verdicts.byteAt(index) & 0xff) : code.name();
    }

    private static Digest digest(ByteString hash, long number) {
        if (hash.size() != Digest.BYTES) {
            throw new LedgerFaultException(
                    "the header of block " + number + " has a hash of " + hash.size() + " bytes, not " + Digest.BYTES);
        }
        return Digest.of(hash.toByteArray());
    }
}
