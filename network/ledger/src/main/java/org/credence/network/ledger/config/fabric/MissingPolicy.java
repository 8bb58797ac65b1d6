package org.credence.network.ledger.config.fabric;

import java.util.List;
import org.credence.network.ledger.msp.KnownIdentity;

/** The policy that a group ought to have and does not: nobody meets it, and it counts among the others. */
record MissingPolicy(String name) implements Policy {
    @Override
    public boolean isMetBy(List<KnownIdentity> signers) {
        return false;
    }

    @Override
    public String toString() {
        return "no policy " + name;
    }
}
