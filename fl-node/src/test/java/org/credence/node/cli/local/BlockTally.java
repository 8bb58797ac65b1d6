package org.credence.node.cli.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.network.ledger.verify.ChainVerifier;
import org.credence.network.ledger.verify.LedgerTransaction;
import org.credence.network.ledger.verify.VerifiedBlock;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateKey;

/** What the blocks of a run hold, counted call by call and without the rules: which facts were set how often, and by whom until when. */
final class BlockTally {
    private final Map<StateKey<?>, Integer> sets = new TreeMap<>();
    private final Map<MemberId, Long> last = new TreeMap<>();
    private final List<Long> configurations = new ArrayList<>();

    private BlockTally() {}

    /** The tally of the blocks in a run's folder. */
    static BlockTally of(RunFolder folder) throws IOException {
        var tally = new BlockTally();
        try (ChainVerifier chain = ChainVerifier.open(LedgerStore.blocksFile(folder.ledger()))) {
            while (chain.hasNext()) {
                tally.count(chain.next());
            }
        }
        return tally;
    }

    private void count(VerifiedBlock block) {
        for (LedgerTransaction transaction : block.transactions()) {
            if (transaction instanceof LedgerTransaction.ContractCall call
                    && call.isValid()
                    && call.contract().equals(LocalNetwork.CHAINCODE)) {
                last.put(new MemberId(call.mspId()), block.number());
                call.readWriteSet().namespaces().forEach(this::count);
            } else if (transaction instanceof LedgerTransaction.Configuration) {
                configurations.add(block.number());
            }
        }
    }

    private void count(ReadWriteSet.Namespace contract) {
        if (contract.name().equals(LocalNetwork.CHAINCODE)) {
            contract.writes().forEach(write -> sets.merge(StateKey.ofLedgerKey(write.key()), 1, Integer::sum));
        }
    }

    /** How many valid calls set this fact. */
    int sets(StateKey<?> fact) {
        return sets.getOrDefault(fact, 0);
    }

    /** The block of an organization's last valid call of the consortium's contract. */
    long lastCall(MemberId organization) {
        Long block = last.get(organization);
        if (block == null) {
            throw new AssertionError(organization + " has no valid call in any block");
        }
        return block;
    }

    /** The blocks that changed the channel's configuration, the first of all among them. */
    List<Long> configurations() {
        return List.copyOf(configurations);
    }
}
