package org.credence.network.ledger.verify;

import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.validate.CheckedTransaction;

/**
 * A transaction on a Fabric channel, judged by itself: all but whether its endorsements are enough, which depends on the
 * contract's definition.
 *
 * @param objection why no honest quorum of orderers and endorsers would have let it through, though peers do not look; empty
 *     when there is nothing to object
 * @param endorsers whose endorsements hold, each once and in order
 */
record FabricTransaction(CheckedTransaction checked, Optional<String> objection, List<KnownIdentity> endorsers) {
    FabricTransaction {
        endorsers = List.copyOf(endorsers);
    }
}
