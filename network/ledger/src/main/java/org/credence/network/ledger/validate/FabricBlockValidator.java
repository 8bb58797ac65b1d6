package org.credence.network.ledger.validate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.message.Version;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Validates the transactions of a block in Fabric's order, which differs from {@link BlockValidator}'s where ids are used
 * twice: an earlier block's use of the id counts whatever became of it there; within a block only that of a transaction that
 * is good in itself ({@code txvalidator/v20}).
 */
public final class FabricBlockValidator {
    /* Given before ids are looked up. */
    private static final Set<TxValidationCode> BEFORE_IDS = EnumSet.of(
            TxValidationCode.INVALID_OTHER_REASON,
            TxValidationCode.BAD_PAYLOAD,
            TxValidationCode.BAD_COMMON_HEADER,
            TxValidationCode.BAD_CREATOR_SIGNATURE,
            TxValidationCode.UNSUPPORTED_TX_PAYLOAD,
            TxValidationCode.BAD_PROPOSAL_TXID,
            TxValidationCode.INVALID_ENDORSER_TRANSACTION);

    private final Predicate<String> isCommittedId;
    private final VersionedState committed;

    /**
     * @param isCommittedId whether an earlier block holds a transaction of this id
     * @param committed the state after the block before
     */
    public FabricBlockValidator(Predicate<String> isCommittedId, VersionedState committed) {
        this.isCommittedId = isCommittedId;
        this.committed = committed;
    }

    /**
     * Validates block {@code number}.
     *
     * @param transactions judged by themselves, endorsements included
     */
    public BlockValidator.Result validate(long number, List<CheckedTransaction> transactions) {
        StateUpdates updates = new StateUpdates();
        ConflictCheck conflicts = new ConflictCheck(committed, updates);
        List<TxValidationCode> codes = new ArrayList<>(transactions.size());
        Set<String> idsInBlock = new HashSet<>();
        for (CheckedTransaction transaction : transactions) {
            TxValidationCode code = code(transaction, idsInBlock, conflicts);
            if (code == TxValidationCode.VALID) {
                updates.add(
                        transaction.transaction().orElseThrow().result().readWriteSet(),
                        new Version(number, codes.size()));
            }
            codes.add(code);
        }
        return new BlockValidator.Result(codes, updates);
    }

    private TxValidationCode code(CheckedTransaction transaction, Set<String> idsInBlock, ConflictCheck conflicts) {
        if (BEFORE_IDS.contains(transaction.code())) {
            return transaction.code();
        }
        String id = transaction.envelope().orElseThrow().header().transactionId();
        if (isCommittedId.test(id)) {
            return TxValidationCode.DUPLICATE_TXID;
        }
        if (transaction.code() != TxValidationCode.VALID) {
            return transaction.code();
        }
        return idsInBlock.add(id)
                ? conflicts.check(
                        transaction.transaction().orElseThrow().result().readWriteSet())
                : TxValidationCode.DUPLICATE_TXID;
    }
}
