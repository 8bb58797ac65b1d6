package org.credence.network.ledger.verify;

import java.util.Optional;
import java.util.OptionalInt;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.common.Block;

/**
 * Words what is wrong with one block.
 *
 * @param block its number
 */
record BlockFaults(long block) {
    static BlockFaults of(Block block) {
        return new BlockFaults(block.getHeader().getNumber());
    }

    BlockFaultException of(String reason) {
        return new BlockFaultException(BlockFault.ofBlock(block, reason));
    }

    BlockFaultException of(Optional<String> member, String reason) {
        return new BlockFaultException(new BlockFault(block, OptionalInt.empty(), member, reason));
    }

    BlockFaultException of(int index, CheckedTransaction transaction, String reason) {
        return of(index, transaction.claimedOrganization(), reason);
    }

    BlockFaultException of(int index, Optional<String> member, String reason) {
        return new BlockFaultException(new BlockFault(block, OptionalInt.of(index), member, reason));
    }
}
