package org.credence.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction comes to.
 *
 * @param words for a person: the value, the bound, what to do; empty for {@link Code#OK}
 * @param writes in the order of their keys, each key once; empty for a refusal, except as {@link Code} says
 * @param event for whoever follows the ledger; at most one, because Fabric keeps only the last
 */
public record Outcome(
        Code code,
        String words,
        List<StateEntry<?>> writes,
        @Nullable Event event) {
    public Outcome {
        writes = List.copyOf(writes);
    }

    /** The call is not done and nothing changes. */
    public static Outcome refused(Code code, String words) {
        return new Outcome(code, words, List.of(), null);
    }

    /** Whether the transaction must not reach the ledger: a refusal that records nothing. */
    public boolean isRejected() {
        return code.isRefusal() && writes.isEmpty();
    }

    /** What the contract answers: {@code CODE: words} of a rejected call. */
    public String message() {
        return code + ": " + words;
    }
}
