package org.credence.network.fabric;

import java.util.regex.Pattern;

/**
 * A version of a contract's definition on the channel.
 *
 * @param name of the contract on the channel
 * @param version in words, as {@code 1.0}
 * @param sequence from 1 on; one more for each change of the definition
 */
public record ContractVersion(String name, String version, int sequence) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.+-]{0,62}[A-Za-z0-9])?");

    public ContractVersion {
        if (!NAME.matcher(name).matches() || !NAME.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "name and version of a contract are letters, digits, dots, hyphens or underscores, were '" + name
                            + "' and '" + version + "'");
        }
        if (sequence < 1) {
            throw new IllegalArgumentException("a sequence is at least 1, was " + sequence);
        }
    }

    /** The label of its packages. */
    String label() {
        return name + "_" + sequence;
    }
}
