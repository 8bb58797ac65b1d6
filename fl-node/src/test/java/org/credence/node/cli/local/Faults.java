package org.credence.node.cli.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.credence.ledger.BlockStream;
import org.credence.ledger.Checkpoint;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.OutcomeUnknownException;
import org.credence.ledger.Receipt;
import org.credence.ledger.RefusedException;
import org.credence.node.model.ParameterVector;
import org.credence.node.store.UpdateStore;
import org.credence.node.update.Update;
import org.credence.node.update.UpdateCodec;
import org.credence.node.update.UpdateExchange;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;

/** Ports of a member that do not do what they should. */
final class Faults {
    private static final byte[] UPDATE = {'C', 'R', 'U'};
    private static final int TOP_BITS_OF_2_TO_THE_60 = 8;

    /** What a client says when nobody answered it in time. */
    static final String AWAY = "the ledger could not be used within 60 s; try later";

    private Faults() {}

    /** Whether these bytes are an update, and not a manifest. */
    static boolean isUpdate(byte[] content) {
        return content.length > UPDATE.length
                && content[0] == UPDATE[0]
                && content[1] == UPDATE[1]
                && content[2] == UPDATE[2];
    }

    /** Another byte at the end. */
    static byte[] corrupted(byte[] update) {
        byte[] other = update.clone();
        other[other.length - 1] ^= 1;
        return other;
    }

    /** The same update with every parameter at 2^59 units, far beyond what is allowed; no encoder of ours writes that. */
    static byte[] outOfRange(byte[] update) {
        Update right = UpdateCodec.decode(update);
        int length = right.delta().length();
        byte[] zeros = UpdateCodec.encode(new Update(right.header(), ParameterVector.ofFixed(new long[length])));
        var bytes = new ByteArrayOutputStream();
        bytes.write(zeros, 0, zeros.length - length);
        for (int parameter = 0; parameter < length; parameter++) {
            for (int digit = 0; digit < TOP_BITS_OF_2_TO_THE_60; digit++) {
                bytes.write(0x80);
            }
            bytes.write(0x10);
        }
        return bytes.toByteArray();
    }

    /** Serves something else than it holds. */
    record ServingStore(UpdateStore own, Function<Digest, Optional<byte[]>> served) implements UpdateStore {
        @Override
        public Digest put(byte[] content, boolean durable) {
            return own.put(content, durable);
        }

        @Override
        public Optional<byte[]> get(Digest digest) {
            return served.apply(digest);
        }

        @Override
        public List<Digest> list() {
            return own.list();
        }
    }

    /** Makes other bytes of a member's updates than its trainer did, and commits to those. */
    record ForgingExchange(UpdateExchange right, UnaryOperator<byte[]> forge) implements UpdateExchange {
        @Override
        public Digest publish(byte[] content, boolean durable) {
            return right.publish(isUpdate(content) ? forge.apply(content) : content, durable);
        }

        @Override
        public Optional<byte[]> fetch(MemberId from, Digest digest) {
            return right.fetch(from, digest);
        }
    }

    /** A ledger that does something else with a member's updates, and all else as it should. */
    abstract static class CommitFault implements Ledger {
        private final Ledger right;

        CommitFault(Ledger right) {
            this.right = right;
        }

        /** In place of what should happen to the update. */
        abstract Receipt commit(Command.CommitUpdate command);

        /** What should happen to a command. */
        final Receipt pass(Command command) {
            return right.submit(command);
        }

        @Override
        public Receipt submit(Command command) {
            return command instanceof Command.CommitUpdate update ? commit(update) : pass(command);
        }

        @Override
        public <T> Optional<T> read(StateKey<T> key) {
            return right.read(key);
        }

        @Override
        public <T> List<StateEntry<T>> readAll(StateKind<T> kind, String... firstAttributes) {
            return right.readAll(kind, firstAttributes);
        }

        @Override
        public BlockStream blocks(long first) {
            return right.blocks(first);
        }

        @Override
        public BlockStream blocks(Checkpoint checkpoint) {
            return right.blocks(checkpoint);
        }

        @Override
        public void close() {
            right.close();
        }
    }

    /** Loses every update on its way to the ledger; the node believes that it has committed. */
    static final class LosingLedger extends CommitFault {
        LosingLedger(Ledger right) {
            super(right);
        }

        @Override
        Receipt commit(Command.CommitUpdate command) {
            return new Receipt("0".repeat(64), Code.OK, 0);
        }
    }

    /** Refuses every update for good. */
    static final class RefusingLedger extends CommitFault {
        RefusingLedger(Ledger right) {
            super(right);
        }

        @Override
        Receipt commit(Command.CommitUpdate command) {
            throw new RefusedException(Code.WRONG_ROLE, "this certificate may not commit");
        }
    }

    /** Is away when an update is first sent, and does not answer the second time, though it took it. */
    static final class AwayLedger extends CommitFault {
        private final Set<Integer> missed = new HashSet<>();

        AwayLedger(Ledger right) {
            super(right);
        }

        @Override
        Receipt commit(Command.CommitUpdate command) {
            if (missed.add(command.round())) {
                throw new LedgerUnavailableException(AWAY, new IOException());
            }
            Receipt taken = pass(command);
            throw new OutcomeUnknownException(taken.txId(), "nobody could say in time", new IOException());
        }
    }

    /** Is away whenever an update is sent. */
    static final class AbsentLedger extends CommitFault {
        AbsentLedger(Ledger right) {
            super(right);
        }

        @Override
        Receipt commit(Command.CommitUpdate command) {
            throw new LedgerUnavailableException(AWAY, new IOException());
        }
    }
}
