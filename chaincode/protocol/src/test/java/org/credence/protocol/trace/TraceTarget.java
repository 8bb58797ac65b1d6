package org.credence.protocol.trace;

import org.credence.protocol.Code;
import org.credence.protocol.StateView;
import org.credence.protocol.TxContext;
import org.jspecify.annotations.Nullable;

/** Something that runs the rules: transactions in, codes and state out. */
public interface TraceTarget {
    /**
     * What came of a transaction.
     *
     * @param event name of the event that was set, or null
     */
    record Answer(Code code, @Nullable String event) {}

    /**
     * Sends one transaction and waits for its end.
     *
     * @param argument a command's canonical JSON, or what a trace has instead
     */
    Answer submit(TxContext sender, String function, String argument);

    /** The state after everything that was sent. */
    StateView state();
}
