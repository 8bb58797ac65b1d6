package org.credence.node.round;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.credence.ledger.Ledger;
import org.credence.ledger.RefusedException;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A desk's calls to the ledger, where being too late or too early is part of the day. */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    /** Refusals of a call that anybody may make: somebody was faster, or the time has not come. */
    private static final Set<Code> NOT_NOW = Set.of(
            Code.ALREADY_SEALED,
            Code.ALREADY_AGREED,
            Code.ALREADY_FINAL,
            Code.ALREADY_PUBLISHED,
            Code.ALREADY_PROPOSED,
            Code.ALREADY_APPROVED,
            Code.ALREADY_VOTED,
            Code.ALREADY_CHALLENGED,
            Code.STUDY_EXISTS,
            Code.CHALLENGE_OPEN,
            Code.NO_QUORUM,
            Code.NOT_PUBLISHED,
            Code.NOTHING_TO_CLAIM,
            Code.NOTHING_TO_SETTLE,
            Code.PREVIOUS_WINDOW_OPEN,
            Code.TOO_EARLY,
            Code.TOO_LATE,
            Code.UNKNOWN_EPOCH,
            Code.WRONG_EPOCH,
            Code.WRONG_PHASE,
            Code.WRONG_ROUND);

    private final Ledger ledger;
    private final PartClock parts;
    private final InstantSource clock;
    private final Patience patience;

    /** @param patience is told how long the calls took that were done */
    Calls(Ledger ledger, PartClock parts, InstantSource clock, Patience patience) {
        this.ledger = ledger;
        this.parts = parts;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Makes a call that changes the ledger.
     *
     * @return whether it is done; false if the ledger refused it for a reason that passes
     * @throws RefusedException if it refused it for good
     */
    boolean submit(Command command) {
        try {
            Instant start = clock.instant();
            parts.time(PartClock.Part.LEDGER, () -> ledger.submit(command));
            patience.took(Duration.between(start, clock.instant()));
            return true;
        } catch (RefusedException e) {
            if (!NOT_NOW.contains(e.code())) {
                throw e;
            }
            LOG.atInfo()
                    .addKeyValue("call", command.getClass().getSimpleName())
                    .addKeyValue("code", e.code())
                    .log("not now");
            return false;
        }
    }
}
