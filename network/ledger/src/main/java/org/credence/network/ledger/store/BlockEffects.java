package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.message.Version;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * What a stored block did, taken from its transactions and the validation codes recorded with them: enough to make the state
 * again without judging anything again.
 *
 * @param updates of the valid transactions
 * @param ids the transaction ids used up, with their places
 * @param config whether the block carries a configuration
 */
record BlockEffects(StateUpdates updates, Map<String, TransactionPlace> ids, boolean config) {
    /* Codes given before the creator was known to be the sender: such a transaction uses up no id. */
    private static final Set<TxValidationCode> WITHOUT_ID = EnumSet.of(
            TxValidationCode.NIL_ENVELOPE,
            TxValidationCode.BAD_PAYLOAD,
            TxValidationCode.BAD_COMMON_HEADER,
            TxValidationCode.BAD_CREATOR_SIGNATURE,
            TxValidationCode.BAD_PROPOSAL_TXID,
            TxValidationCode.UNKNOWN_TX_TYPE,
            TxValidationCode.TARGET_CHAIN_NOT_FOUND,
            TxValidationCode.INVALID_OTHER_REASON);

    /** @throws LedgerDamagedException when a valid transaction cannot be read or a code is missing */
    static BlockEffects of(Block block) {
        long number = block.getHeader().getNumber();
        List<ByteString> transactions = block.getData().getDataList();
        ByteString filter = slot(block, BlockForm.TRANSACTIONS_FILTER);
        if (filter.size() != transactions.size()) {
            throw new LedgerDamagedException("block " + number + " has " + transactions.size() + " transactions and "
                    + filter.size() + " validation codes");
        }
        StateUpdates updates = new StateUpdates();
        Map<String, TransactionPlace> ids = new LinkedHashMap<>();
        boolean config = false;
        for (int i = 0; i < transactions.size(); i++) {
            TxValidationCode code = code(number, filter.byteAt(i) & 0xff);
            if (WITHOUT_ID.contains(code)) {
                continue;
            }
            try {
                SignedEnvelope envelope = SignedEnvelope.parse(transactions.get(i));
                if (envelope.header().type() == HeaderType.CONFIG_VALUE) {
                    config = true;
                    continue;
                }
                ids.putIfAbsent(envelope.header().transactionId(), new TransactionPlace(number, i, code.getNumber()));
                if (code == TxValidationCode.VALID) {
                    updates.add(EndorsedTransaction.parse(envelope).result().readWriteSet(), new Version(number, i));
                }
            } catch (InvalidTransactionException e) {
                throw new LedgerDamagedException(
                        "transaction " + i + " of block " + number + " cannot be read: " + e.getMessage(), e);
            }
        }
        return new BlockEffects(updates, ids, config);
    }

    /** The commit hash that the block records; empty in block 0. */
    static ByteString commitHash(Block block) {
        ByteString slot = slot(block, BlockForm.COMMIT_HASH);
        try {
            return slot.isEmpty()
                    ? ByteString.EMPTY
                    : org.hyperledger.fabric.protos.common.Metadata.parseFrom(slot)
                            .getValue();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new LedgerDamagedException(
                    "the commit hash of block " + block.getHeader().getNumber() + " cannot be read", e);
        }
    }

    static ByteString slot(Block block, int index) {
        List<ByteString> slots = block.getMetadata().getMetadataList();
        if (slots.size() != BlockForm.SLOTS) {
            throw new LedgerDamagedException("block " + block.getHeader().getNumber() + " has " + slots.size()
                    + " metadata slots, must have " + BlockForm.SLOTS);
        }
        return slots.get(index);
    }

    private static TxValidationCode code(long block, int number) {
        TxValidationCode code = TxValidationCode.forNumber(number);
        if (code == null) {
            throw new LedgerDamagedException("block " + block + " records an unknown validation code " + number);
        }
        return code;
    }
}
