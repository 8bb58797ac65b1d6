package org.credence.node.round;

import java.time.Duration;
import java.util.Optional;
import org.credence.ledger.BlockStream;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerTransaction;
import org.credence.ledger.LedgerWrite;
import org.credence.protocol.StateView;
import org.credence.protocol.rules.LedgerState;

/** The ledger's state, kept from its blocks, the first one on. For one thread. */
public final class BlockFollower implements AutoCloseable {
    /** Sees the state after each block, on the view's thread; must not keep it. */
    public interface Observer {
        /** The ledger's state as of a block. */
        void onBlock(LedgerBlock block, StateView state);
    }

    private final BlockStream stream;
    private final Observer observer;
    private final LedgerState state = new LedgerState();
    private long blocks;
    private long transactions;

    /** A follower of this ledger; nothing of it is known yet. */
    public BlockFollower(Ledger ledger, Observer observer) {
        this.stream = ledger.blocks(0);
        this.observer = observer;
    }

    /**
     * Waits for a block, and takes in all that have arrived.
     *
     * @param longest for the first of them
     */
    public void follow(Duration longest) throws InterruptedException {
        Optional<LedgerBlock> block = stream.next(longest);
        while (block.isPresent()) {
            apply(block.get());
            block = stream.next(Duration.ZERO);
        }
    }

    private void apply(LedgerBlock block) {
        for (LedgerTransaction transaction : block.transactions()) {
            if (transaction.isValid()) {
                for (LedgerWrite write : transaction.writes()) {
                    state.apply(write.ledgerKey(), write.value());
                }
            }
        }
        blocks = block.number() + 1;
        transactions += block.transactions().size();
        observer.onBlock(block, state);
    }

    /** The state as of the last block seen. */
    public StateView state() {
        return state;
    }

    /** How many blocks were seen. */
    public long blocks() {
        return blocks;
    }

    /** How many calls of the contract stood in them, valid or not. */
    public long transactions() {
        return transactions;
    }

    @Override
    public void close() {
        stream.close();
    }
}
