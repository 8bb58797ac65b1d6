package org.credence.network.ledger.config.fabric;

import java.util.List;
import org.credence.network.ledger.msp.KnownIdentity;

/**
 * Enough of the sub-groups' policies of one name.
 *
 * @param text as the configuration has it, for example {@code MAJORITY Admins}
 * @param required how many of the parts must be met
 * @param parts one of each sub-group
 */
record ImplicitPolicy(String text, int required, List<Policy> parts) implements Policy {
    ImplicitPolicy {
        parts = List.copyOf(parts);
    }

    @Override
    public boolean isMetBy(List<KnownIdentity> signers) {
        return parts.stream().filter(part -> part.isMetBy(signers)).count() >= required;
    }

    @Override
    public String toString() {
        return text;
    }
}
