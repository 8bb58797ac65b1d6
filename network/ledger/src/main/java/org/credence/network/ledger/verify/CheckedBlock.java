package org.credence.network.ledger.verify;

import java.util.List;
import java.util.Set;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** A block that is good in all that needs no other block. */
interface CheckedBlock {
    /**
     * What the rest comes to on the state before the block.
     *
     * @throws BlockFaultException when the block does not hold
     */
    Judgement judge(ReplayedState before);

    /** Whether those who order signed, together with the header, that the last configuration is in this block. */
    boolean namesConfig(long lastConfig);

    /**
     * What became of a block's transactions.
     *
     * @param transactions judged one by one
     * @param codes what must be on record for each
     * @param updates what the valid ones do to the state
     * @param ids transaction ids that are used up
     */
    record Judgement(
            List<CheckedTransaction> transactions,
            List<TxValidationCode> codes,
            StateUpdates updates,
            Set<String> ids) {
        public Judgement {
            transactions = List.copyOf(transactions);
            codes = List.copyOf(codes);
            ids = Set.copyOf(ids);
        }
    }
}
