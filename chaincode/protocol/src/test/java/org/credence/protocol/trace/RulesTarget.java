package org.credence.protocol.trace;

import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Outcome;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateView;
import org.credence.protocol.TxContext;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;
import org.credence.protocol.rules.LedgerState;
import org.credence.protocol.rules.Rules;

/** The rules on a state in memory, whose facts pass through their bytes as on a ledger. */
public final class RulesTarget implements TraceTarget {
    private final LedgerState state = new LedgerState();

    @Override
    public Answer submit(TxContext sender, String function, String argument) {
        Command command;
        try {
            command = CanonicalJson.decodeText(argument, Command.typeOf(function));
        } catch (DecodeException e) {
            return new Answer(Code.BAD_ARGUMENT, null);
        }
        Outcome outcome = Rules.apply(state, command, sender);
        for (StateEntry<?> write : outcome.writes()) {
            state.apply(write.key().ledgerKey(), CanonicalJson.encode(write.value()));
        }
        return new Answer(
                outcome.code(), outcome.event() == null ? null : outcome.event().name());
    }

    @Override
    public StateView state() {
        return state;
    }
}
