package org.credence.node.audit;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.network.identity.IdentityException;
import org.credence.network.identity.Roles;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.verify.LedgerTransaction;
import org.credence.network.ledger.verify.LedgerTransaction.ContractCall;
import org.credence.protocol.AccountId;
import org.credence.protocol.Command;
import org.credence.protocol.Event;
import org.credence.protocol.MemberId;
import org.credence.protocol.Outcome;
import org.credence.protocol.Reply;
import org.credence.protocol.Role;
import org.credence.protocol.StateQuery;
import org.credence.protocol.TxContext;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;
import org.credence.protocol.rules.LedgerState;
import org.credence.protocol.rules.Rules;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's state, built from nothing by asking the rules again for every call that took effect. What the rules say must be what the
 * block says: what the call wrote, what it told, what it answered. Calls come in the order of the blocks.
 */
final class CallReplay {
    /** The contract whose rules these are. */
    private static final String CONTRACT = "credence";

    /** Where a channel keeps the definitions of contracts. */
    private static final String LIFECYCLE = "_lifecycle";

    private static final int DONE = 200;

    private final LedgerState state = new LedgerState();
    private final Rulings rulings = new Rulings();
    private long calls;
    private long definitions;

    /** The state after the calls so far. */
    LedgerState state() {
        return state;
    }

    /** The board's rulings on scores so far. */
    Rulings rulings() {
        return rulings;
    }

    /** How many calls were asked of the rules again. */
    long calls() {
        return calls;
    }

    /** How many transactions defined contracts or approved of a definition. */
    long definitions() {
        return definitions;
    }

    /** Whether a call is one of the contract that has the rules. */
    static boolean isOwn(ContractCall call) {
        return call.contract().equals(CONTRACT);
    }

    /**
     * Asks the rules again; of what defines contracts, which has no such rules, that it touches nothing else.
     *
     * @param call valid, of this block
     */
    void replay(long block, ContractCall call) {
        String where = "block %d, transaction %d, %s".formatted(block, call.index(), call.mspId());
        if (call.contract().equals(LIFECYCLE)) {
            requireWritesTo(LIFECYCLE, call, where);
            definitions++;
            return;
        }
        requireOwnContract(call, where);
        calls++;
        if (call.function().equals(StateQuery.FUNCTION)) {
            requireWithoutEffect(call, where);
            return;
        }
        Command command = command(call, where);
        Outcome outcome = Rules.apply(state, command, context(call, where));
        String what = where + ", " + command.function();
        if (outcome.isRejected()) {
            throw new Disagreement(what, "is recorded as valid, but the rules refuse it: " + outcome.message());
        }
        requireWrites(outcome, call, what);
        requireEvent(outcome.event(), call, what);
        requireReply(outcome, call, what);
        state.apply(outcome);
        if (outcome.event() instanceof Event.ScoresRuled ruling) {
            rulings.add(ruling.study(), ruling.window());
        }
    }

    private static void requireOwnContract(ContractCall call, String where) {
        if (!isOwn(call)) {
            throw new Disagreement(where, "calls contract '%s', whose rules are not known".formatted(call.contract()));
        }
        requireWritesTo(CONTRACT, call, where);
        for (ReadWriteSet.Namespace namespace : call.readWriteSet().namespaces()) {
            for (ReadWriteSet.HashedCollection collection : namespace.collections()) {
                if (!collection.writes().isEmpty()) {
                    throw new Disagreement(
                            where,
                            "writes to the private collection %s, which no rule does".formatted(collection.name()));
                }
            }
        }
    }

    private static void requireWritesTo(String contract, ContractCall call, String where) {
        for (ReadWriteSet.Namespace namespace : call.readWriteSet().namespaces()) {
            boolean writes = !namespace.writes().isEmpty()
                    || namespace.collections().stream()
                            .anyMatch(collection -> !collection.writes().isEmpty());
            if (writes && !namespace.name().equals(contract)) {
                throw new Disagreement(
                        where, "writes to the state of another contract, '%s'".formatted(namespace.name()));
            }
        }
    }

    private static void requireWithoutEffect(ContractCall call, String where) {
        if (!writes(call).isEmpty() || call.event().isPresent()) {
            throw new Disagreement(where + ", " + call.function(), "is a query, but writes or tells something");
        }
    }

    private static Command command(ContractCall call, String where) {
        Class<? extends Command> type = Command.typeOf(call.function());
        if (type == null || call.arguments().size() != 1) {
            throw new Disagreement(
                    where,
                    "the contract has no function '%s' of %d arguments"
                            .formatted(call.function(), call.arguments().size()));
        }
        try {
            return CanonicalJson.decode(call.arguments().get(0).toByteArray(), type);
        } catch (DecodeException e) {
            throw new Disagreement(where + ", " + call.function(), "the argument is no command: " + e.getMessage(), e);
        }
    }

    private static TxContext context(ContractCall call, String where) {
        try {
            var attributes = Roles.attributes(call.certificate());
            var caller = new MemberId(call.mspId());
            return new TxContext(
                    caller,
                    Role.ofAttribute(attributes.get(Role.ATTRIBUTE)),
                    owner(caller, attributes.get(TxContext.OWNER_ATTRIBUTE)),
                    call.timestamp().getEpochSecond());
        } catch (IdentityException | IllegalArgumentException e) {
            throw new Disagreement(where, "nobody can have sent this: " + e.getMessage(), e);
        }
    }

    private static @Nullable String owner(MemberId caller, @Nullable String id) {
        if (id == null) {
            return null;
        }
        try {
            AccountId.of(caller, id);
            return id;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static List<ReadWriteSet.Write> writes(ContractCall call) {
        var writes = new ArrayList<ReadWriteSet.Write>();
        call.readWriteSet().namespaces().forEach(namespace -> writes.addAll(namespace.writes()));
        return writes;
    }

    private static void requireWrites(Outcome outcome, ContractCall call, String what) {
        var recorded = new TreeMap<String, Optional<ByteString>>();
        for (ReadWriteSet.Write write : writes(call)) {
            if (recorded.put(write.key(), write.value()) != null) {
                throw new Disagreement(what, "writes %s twice".formatted(readable(write.key())));
            }
        }
        for (var write : outcome.writes()) {
            byte[] derived = CanonicalJson.encode(write.value());
            Optional<ByteString> value = recorded.remove(write.key().ledgerKey());
            if (value == null) {
                throw new Disagreement(what, "does not write %s, which the rules do".formatted(write.key()));
            }
            if (!value.equals(Optional.of(ByteString.copyFrom(derived)))) {
                throw new Disagreement(
                        what,
                        "writes %s to %s, the rules write %s"
                                .formatted(
                                        value.map(ByteString::toStringUtf8).orElse("a deletion"),
                                        write.key(),
                                        CanonicalJson.encodeText(write.value())));
            }
        }
        if (!recorded.isEmpty()) {
            throw new Disagreement(what, "writes %s, which the rules do not".formatted(readable(recorded.firstKey())));
        }
    }

    private static void requireEvent(@Nullable Event derived, ContractCall call, String what) {
        Optional<LedgerTransaction.Event> expected = Optional.ofNullable(derived)
                .map(event ->
                        new LedgerTransaction.Event(event.name(), ByteString.copyFrom(CanonicalJson.encode(event))));
        if (!expected.equals(call.event())) {
            throw new Disagreement(what, "tells %s, the rules tell %s".formatted(text(call.event()), text(expected)));
        }
    }

    private static String text(Optional<LedgerTransaction.Event> event) {
        return event.map(told -> told.name() + " " + told.payload().toStringUtf8())
                .orElse("nothing");
    }

    private static void requireReply(Outcome outcome, ContractCall call, String what) {
        byte[] reply = CanonicalJson.encode(new Reply(outcome.code(), outcome.words()));
        if (call.status() != DONE || !call.payload().equals(ByteString.copyFrom(reply))) {
            throw new Disagreement(
                    what,
                    "answers %d %s, the rules answer %d %s"
                            .formatted(
                                    call.status(),
                                    call.payload().toStringUtf8(),
                                    DONE,
                                    new String(reply, StandardCharsets.UTF_8)));
        }
    }

    private static String readable(String ledgerKey) {
        return ledgerKey.replace('\u0000', '/');
    }
}
