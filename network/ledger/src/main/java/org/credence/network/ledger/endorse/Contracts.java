package org.credence.network.ledger.endorse;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hyperledger.fabric.shim.Chaincode;

/**
 * The contracts of the channel.
 *
 * @param byName each contract by its name, which is as Fabric wants it: letters and digits, with single hyphens and
 *     underscores between them
 */
public record Contracts(Map<String, Chaincode> byName) {
    /** The version that results name for every contract. */
    static final String VERSION = "1.0";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*");

    public Contracts {
        byName = Map.copyOf(byName);
        for (String name : byName.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("a contract's name is letters and digits, with single '-' or '_'"
                        + " between them, was '" + name + "'");
            }
        }
    }

    Optional<Chaincode> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
