package org.credence.network.ledger.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.message.Version;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Validates the transactions of a block in their order, against the state committed before it. */
public final class BlockValidator {
    private final Predicate<String> isCommittedId;
    private final VersionedState committed;

    /**
     * @param isCommittedId whether an earlier block holds a transaction of this id
     * @param committed the state after the block before
     */
    public BlockValidator(Predicate<String> isCommittedId, VersionedState committed) {
        this.isCommittedId = isCommittedId;
        this.committed = committed;
    }

    /**
     * What became of a block.
     *
     * @param codes one for each transaction, in order
     * @param updates what the valid ones do to the state
     */
    public record Result(List<TxValidationCode> codes, StateUpdates updates) {
        public Result {
            codes = List.copyOf(codes);
        }
    }

    /** Validates block {@code number}, which holds these transactions. */
    public Result validate(long number, List<CheckedTransaction> transactions) {
        StateUpdates updates = new StateUpdates();
        ConflictCheck conflicts = new ConflictCheck(committed, updates);
        List<TxValidationCode> codes = new ArrayList<>(transactions.size());
        Set<String> idsInBlock = new HashSet<>();
        for (CheckedTransaction transaction : transactions) {
            TxValidationCode code = code(transaction, idsInBlock, conflicts);
            if (code == TxValidationCode.VALID) {
                EndorsedTransaction valid = transaction.transaction().orElseThrow();
                updates.add(valid.result().readWriteSet(), new Version(number, codes.size()));
            }
            codes.add(code);
        }
        return new Result(codes, updates);
    }

    private TxValidationCode code(CheckedTransaction transaction, Set<String> idsInBlock, ConflictCheck conflicts) {
        Optional<String> id = transaction.provenId();
        boolean duplicate = id.isPresent() && (!idsInBlock.add(id.get()) || isCommittedId.test(id.get()));
        if (duplicate) {
            return TxValidationCode.DUPLICATE_TXID;
        }
        return transaction.code() == TxValidationCode.VALID
                ? conflicts.check(
                        transaction.transaction().orElseThrow().result().readWriteSet())
                : transaction.code();
    }
}
