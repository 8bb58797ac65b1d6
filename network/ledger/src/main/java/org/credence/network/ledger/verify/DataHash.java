package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.Function;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** The hash of a block's transactions, which its header records. */
final class DataHash {
    /** What is said of a block whose transactions have another hash, and none of them can be named. */
    static final String WRONG = "the transactions do not have the hash that the header records";

    private DataHash() {}

    /** Whether the transactions have that hash. */
    static boolean holds(Block block) {
        return BlockForm.dataHash(block.getData().getDataList())
                .equals(block.getHeader().getDataHash());
    }

    /**
     * Requires that the transactions have that hash. When one was changed, the first that is not good in itself is the one to
     * name.
     *
     * @param check judges a transaction
     * @throws BlockFaultException when they do not
     */
    static void require(Block block, Function<ByteString, CheckedTransaction> check) {
        if (holds(block)) {
            return;
        }
        List<ByteString> data = block.getData().getDataList();
        BlockFaults faults = BlockFaults.of(block);
        for (int i = 0; i < data.size(); i++) {
            CheckedTransaction transaction = check.apply(data.get(i));
            if (transaction.code() != TxValidationCode.VALID) {
                throw faults.of(i, transaction, "the transaction was changed: " + transaction.reason());
            }
        }
        throw faults.of(WRONG);
    }
}
