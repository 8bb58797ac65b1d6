package org.credence.network.ledger.endorse;

import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.shim.Chaincode;

/**
 * The contracts of the channel.
 *
 * @param byName each contract by its name
 */
public record Contracts(Map<String, Chaincode> byName) {
    /** The version that results name for every contract. */
    static final String VERSION = "1.0";

    public Contracts {
        byName = Map.copyOf(byName);
    }

    Optional<Chaincode> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
