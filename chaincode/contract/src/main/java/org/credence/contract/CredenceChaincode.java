package org.credence.contract;

import java.util.List;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Event;
import org.credence.protocol.Outcome;
import org.credence.protocol.Reply;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateQuery;
import org.credence.protocol.TxContext;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;
import org.credence.protocol.encoding.Facts;
import org.credence.protocol.rules.Rules;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;

/**
 * The contract. Each command is a function of its own name that takes one argument, the command's canonical JSON; the function
 * {@code query} takes a {@link StateQuery} and answers with {@link Facts}.
 *
 * <p>A transaction answers with status 200 and a {@link Reply} as canonical JSON. A refusal answers with status 500 and the message
 * {@code CODE: words}, so that no peer endorses it; the two refusals that go on record (see {@link Code}) answer as transactions do.
 *
 * <p>Keeps nothing between calls; safe for use by several threads.
 */
public final class CredenceChaincode extends ChaincodeBase {
    /** A contract for a host that calls {@link #invoke} itself. */
    public CredenceChaincode() {}

    /** A contract that registers with its peer under this package id. */
    CredenceChaincode(String packageId) {
        processCommandLineOptions(new String[] {"-i", packageId});
    }

    /** Nothing to prepare: the consortium is founded by a transaction. */
    @Override
    public Response init(ChaincodeStub stub) {
        return ResponseUtils.newSuccessResponse();
    }

    @Override
    public Response invoke(ChaincodeStub stub) {
        List<byte[]> arguments = stub.getArgs();
        if (arguments.size() != 2) {
            return badArgument("a call is a function and one argument, were %s parts".formatted(arguments.size()));
        }
        String function = stub.getFunction();
        return function.equals(StateQuery.FUNCTION)
                ? query(stub, arguments.get(1))
                : transact(stub, function, arguments.get(1));
    }

    private static Response transact(ChaincodeStub stub, String function, byte[] argument) {
        Class<? extends Command> type = Command.typeOf(function);
        if (type == null) {
            return badArgument("no function is named '%s'; there are %s and %s"
                    .formatted(function, Command.Functions.names(), StateQuery.FUNCTION));
        }
        Command command;
        try {
            command = CanonicalJson.decode(argument, type);
        } catch (DecodeException e) {
            return badArgument("the argument of %s: %s".formatted(function, e.getMessage()));
        }
        TxContext context;
        try {
            context = Caller.of(stub);
        } catch (IllegalArgumentException e) {
            return refused(Outcome.refused(Code.NOT_A_MEMBER, String.valueOf(e.getMessage())));
        }
        var state = new StubState(stub);
        Outcome outcome = Rules.apply(state, command, context);
        if (outcome.isRejected()) {
            return refused(outcome);
        }
        outcome.writes().forEach(state::put);
        Event event = outcome.event();
        if (event != null) {
            stub.setEvent(event.name(), CanonicalJson.encode(event));
        }
        return ResponseUtils.newSuccessResponse(CanonicalJson.encode(new Reply(outcome.code(), outcome.words())));
    }

    private static Response query(ChaincodeStub stub, byte[] argument) {
        StateQuery query;
        try {
            query = CanonicalJson.decode(argument, StateQuery.class);
        } catch (DecodeException e) {
            return badArgument("the argument of %s: %s".formatted(StateQuery.FUNCTION, e.getMessage()));
        }
        StateKind<?> kind = StateKind.named(query.kind());
        if (kind == null || query.attributes().size() > kind.attributes()) {
            return badArgument("%s with %s attributes is no kind of fact; there are %s"
                    .formatted(query.kind(), query.attributes().size(), StateKind.all()));
        }
        return ResponseUtils.newSuccessResponse(CanonicalJson.encode(facts(new StubState(stub), kind, query)));
    }

    private static <T> Facts facts(StubState state, StateKind<T> kind, StateQuery query) {
        if (query.attributes().size() < kind.attributes()) {
            return Facts.of(state.range(kind, query.attributes().toArray(String[]::new)));
        }
        var key = new StateKey<>(kind, query.attributes());
        T value = state.get(key);
        return Facts.of(value == null ? List.of() : List.of(new StateEntry<>(key, value)));
    }

    private static Response badArgument(String words) {
        return refused(Outcome.refused(Code.BAD_ARGUMENT, words));
    }

    private static Response refused(Outcome outcome) {
        return ResponseUtils.newErrorResponse(outcome.message());
    }
}
