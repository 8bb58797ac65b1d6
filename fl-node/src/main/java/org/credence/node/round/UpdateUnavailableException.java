package org.credence.node.round;

import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;

/** An update that the ledger includes cannot be had from anybody, so the next model cannot be computed here yet. Try later. */
public final class UpdateUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UpdateUnavailableException(int round, MemberId member, Digest update) {
        super(
                ("the update of %s for round %d (%s) is included by the ledger, but neither %s nor anybody else serves bytes with that"
                                + " hash; the study waits until they do, or the board aborts it")
                        .formatted(member, round, update.brief(), member));
    }
}
