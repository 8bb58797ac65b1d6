package org.credence.node.round;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.credence.ledger.BlockStream;
import org.credence.ledger.Checkpoint;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerTransaction;
import org.credence.ledger.LedgerWrite;
import org.credence.ledger.Receipt;
import org.credence.ledger.RefusedException;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Event;
import org.credence.protocol.MemberId;
import org.credence.protocol.Outcome;
import org.credence.protocol.Reply;
import org.credence.protocol.Role;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.TxContext;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.rules.LedgerState;
import org.credence.protocol.rules.Rules;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that runs the real rules: every call is a block of its own. Certificates, signatures and conflicts it has none. */
public final class RulesLedger {
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<LedgerBlock> blocks = new ArrayList<>();
    private final LedgerState state = new LedgerState();

    public RulesLedger(InstantSource clock) {
        this.clock = clock;
    }

    /** The ledger as one caller sees it. */
    public Ledger as(MemberId caller, Role role, @Nullable String owner) {
        return new Caller(caller, role, owner);
    }

    public LedgerState state() {
        lock.lock();
        try {
            return state.copy();
        } finally {
            lock.unlock();
        }
    }

    private Receipt submit(Command command, TxContext context) {
        lock.lock();
        try {
            Outcome outcome = Rules.apply(state, command, context);
            if (outcome.isRejected()) {
                throw new RefusedException(outcome.code(), outcome.words());
            }
            state.apply(outcome);
            long number = blocks.size();
            var transaction = new Called("tx" + number, context, command, outcome);
            blocks.add(new LedgerBlock(number, hash(number), hash(number - 1), List.of(transaction)));
            grown.signalAll();
            if (outcome.code().isRefusal()) {
                throw new RefusedException(outcome.code(), outcome.words());
            }
            return new Receipt(transaction.id(), outcome.code(), number);
        } finally {
            lock.unlock();
        }
    }

    private static Digest hash(long number) {
        return number < 0
                ? LedgerBlock.NO_BLOCK
                : Digest.sha256(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    private final class Caller implements Ledger {
        private final MemberId caller;
        private final Role role;
        private final @Nullable String owner;

        Caller(MemberId caller, Role role, @Nullable String owner) {
            this.caller = caller;
            this.role = role;
            this.owner = owner;
        }

        @Override
        public Receipt submit(Command command) {
            return RulesLedger.this.submit(
                    command, new TxContext(caller, role, owner, clock.instant().getEpochSecond()));
        }

        @Override
        public <T> Optional<T> read(StateKey<T> key) {
            return Optional.ofNullable(state().get(key));
        }

        @Override
        public <T> List<StateEntry<T>> readAll(StateKind<T> kind, String... firstAttributes) {
            return state().range(kind, firstAttributes);
        }

        @Override
        public BlockStream blocks(long first) {
            return new Stream(first);
        }

        @Override
        public BlockStream blocks(Checkpoint checkpoint) {
            return new Stream(
                    checkpoint.last().map(position -> position.block() + 1).orElse(0L));
        }

        @Override
        public void close() {}
    }

    private final class Stream implements BlockStream {
        private int next;

        Stream(long first) {
            next = Math.toIntExact(first);
        }

        @Override
        public Optional<LedgerBlock> next(Duration wait) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = wait.toNanos();
                while (next >= blocks.size() && left > 0) {
                    left = grown.awaitNanos(left);
                }
                return next < blocks.size() ? Optional.of(blocks.get(next++)) : Optional.empty();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {}
    }

    private record Called(String id, TxContext context, Command sent, Outcome outcome) implements LedgerTransaction {
        @Override
        public MemberId creator() {
            return context.caller();
        }

        @Override
        public byte[] certificate() {
            return new byte[0];
        }

        @Override
        public Instant timestamp() {
            return Instant.ofEpochSecond(context.time());
        }

        @Override
        public String validation() {
            return "VALID";
        }

        @Override
        public String function() {
            return sent.getClass().getSimpleName();
        }

        @Override
        public Optional<Command> command() {
            return Optional.of(sent);
        }

        @Override
        public Optional<Reply> reply() {
            return Optional.of(new Reply(outcome.code(), outcome.words()));
        }

        @Override
        public List<LedgerWrite> writes() {
            return outcome.writes().stream()
                    .map(write -> LedgerWrite.of(write.key().ledgerKey(), CanonicalJson.encode(write.value())))
                    .toList();
        }

        @Override
        public Optional<Event> event() {
            return Optional.ofNullable(outcome.event());
        }
    }
}
