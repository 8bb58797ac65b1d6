package org.credence.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.credence.protocol.Command;
import org.credence.protocol.Event;
import org.credence.protocol.MemberId;
import org.credence.protocol.Reply;

/**
 * A call of the contract as it stands in a block. What it holds is decoded when asked for, each time: ask once. Only a {@link
 * #isValid() valid} one had an effect.
 */
public interface LedgerTransaction {
    /** Fabric's transaction id: 64 lower-case hexadecimal digits. */
    String id();

    /** The organization that issued the caller's certificate. */
    MemberId creator();

    /** The caller's certificate, PEM in UTF-8 as the caller sent it. */
    byte[] certificate();

    /** The transaction's time, as the caller stated it and the peers accepted it. */
    Instant timestamp();

    /** Fabric's name for the verdict at commit: {@code VALID}, {@code MVCC_READ_CONFLICT}, ... */
    String validation();

    /** Whether its writes are part of the ledger's state. */
    default boolean isValid() {
        return validation().equals("VALID");
    }

    /** The contract's function. */
    String function();

    /** The command, or empty if the function or its argument is none of ours. */
    Optional<Command> command();

    /** The rules' answer, or empty if it is none of ours. */
    Optional<Reply> reply();

    /** What it wrote, in the order of the keys; had no effect unless it is valid. */
    List<LedgerWrite> writes();

    /** What it told whoever follows the ledger, or empty if nothing, or nothing of ours. */
    Optional<Event> event();
}
