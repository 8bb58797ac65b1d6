package org.credence.node.audit;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerTransaction;
import org.credence.network.ledger.verify.LedgerTransaction.ContractCall;
import org.credence.network.ledger.verify.VerifiedBlock;
import org.credence.protocol.Digest;

/**
 * What two copies of a block must have in common.
 *
 * @param hash of the header, which stands for the block's transactions and for all blocks before it
 * @param effective ids of the contract's calls that took effect: verdicts stand beside the header, and no orderer signs them
 */
record AuditedBlock(Digest hash, SortedSet<String> effective) {
    AuditedBlock {
        effective = Collections.unmodifiableSortedSet(new TreeSet<>(effective));
    }

    static AuditedBlock of(VerifiedBlock block) {
        var effective = new TreeSet<String>();
        block.transactions().forEach(transaction -> {
            if (transaction instanceof ContractCall call && CallReplay.isOwn(call) && call.isValid()) {
                effective.add(call.transactionId());
            }
        });
        return new AuditedBlock(block.hash(), effective);
    }

    static AuditedBlock of(LedgerBlock block) {
        var effective = new TreeSet<String>();
        block.transactions().stream()
                .filter(LedgerTransaction::isValid)
                .map(LedgerTransaction::id)
                .forEach(effective::add);
        return new AuditedBlock(block.hash(), effective);
    }

    /** How another copy differs, in words; empty if it does not. */
    String difference(AuditedBlock other) {
        if (!hash.equals(other.hash())) {
            return "its hash is %s, not %s".formatted(other.hash(), hash);
        }
        var unlike = new TreeSet<>(effective);
        unlike.addAll(other.effective());
        unlike.removeIf(id -> effective.contains(id) && other.effective().contains(id));
        return unlike.isEmpty()
                ? ""
                : "it says that transaction %s took %s"
                        .formatted(unlike.first(), other.effective().contains(unlike.first()) ? "effect" : "none");
    }
}
