package org.credence.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.credence.network.ledger.verify.ChainVerifier;
import org.credence.network.ledger.verify.LedgerTransaction;
import org.credence.network.ledger.verify.LedgerTransaction.ContractCall;
import org.credence.node.cli.local.LocalNetwork;
import org.credence.protocol.Code;
import org.credence.protocol.Reply;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;

/** How many calls of the contract are on a ledger's record, by what they are for and whether they changed anything. */
final class CallCount {
    private final Map<CallKind, Long> effective = new EnumMap<>(CallKind.class);
    private final Map<CallKind, Long> needless = new EnumMap<>(CallKind.class);

    /**
     * Of all blocks in a file, each of which is verified.
     *
     * @throws org.credence.network.ledger.verify.BlockFaultException if one does not hold
     * @throws IOException if the file cannot be read
     */
    static CallCount of(Path blocksFile) throws IOException {
        var count = new CallCount();
        try (ChainVerifier chain = ChainVerifier.open(blocksFile)) {
            while (chain.hasNext()) {
                chain.next().transactions().forEach(count::add);
            }
        }
        return count;
    }

    private void add(LedgerTransaction transaction) {
        if (transaction instanceof ContractCall call) {
            if (call.contract().equals(LocalNetwork.CHAINCODE)) {
                add(CallKind.of(call.function()), call.isValid() && changesSomething(call));
            }
        } else if (transaction instanceof LedgerTransaction.Rejected) {
            add(CallKind.OTHER, false);
        }
    }

    /** Counts a call. */
    void add(CallKind kind, boolean changed) {
        (changed ? effective : needless).merge(kind, 1L, Long::sum);
    }

    /** A refusal that stands on the ledger, and a call that was done before, changed nothing that the study needs. */
    private static boolean changesSomething(ContractCall call) {
        try {
            return CanonicalJson.decode(call.payload().toByteArray(), Reply.class)
                            .code()
                    == Code.OK;
        } catch (DecodeException e) {
            throw new IllegalStateException("transaction " + call.transactionId() + " has no reply of the contract", e);
        }
    }

    /** Calls of a kind that changed the ledger's state as they were meant to. */
    long effective(CallKind kind) {
        return effective.getOrDefault(kind, 0L);
    }

    /** Calls of a kind that lost a conflict, came too late, or were done before. */
    long needless(CallKind kind) {
        return needless.getOrDefault(kind, 0L);
    }

    /** All calls. */
    long all() {
        return sum(effective) + sum(needless);
    }

    /** All calls that changed nothing. */
    long needless() {
        return sum(needless);
    }

    private static long sum(Map<CallKind, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
