package org.credence.network.ledger.collection;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A private data collection of one contract, as Fabric's {@code collections_config.json} defines it. The embedded ledger has
 * one host that keeps the data of all members; it reads the peer counts, checks them, and has nobody to send data to.
 *
 * @param name letters, digits, hyphens and underscores, starting with a letter or digit
 * @param members MSP ids of the organizations that see the data, at least one
 * @param requiredPeerCount to how many peers an endorser must have sent the data, at least 0
 * @param maxPeerCount to how many peers an endorser sends the data, at least {@code requiredPeerCount}
 * @param blockToLive for how many blocks after its own a value is kept; 0 for ever
 * @param memberOnlyRead whether only members' clients may call for values
 * @param memberOnlyWrite whether only members' clients may call for changes
 */
public record CollectionDefinition(
        String name,
        List<String> members,
        int requiredPeerCount,
        int maxPeerCount,
        long blockToLive,
        boolean memberOnlyRead,
        boolean memberOnlyWrite) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    public CollectionDefinition {
        members = List.copyOf(members);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a collection's name is letters, digits, '-' or '_' and starts with a letter" + " or digit, was '"
                            + name + "'");
        }
        if (members.isEmpty() || new HashSet<>(members).size() != members.size()) {
            throw new IllegalArgumentException(
                    "collection " + name + " must name at least one member and each once, named " + members);
        }
        if (requiredPeerCount < 0 || maxPeerCount < requiredPeerCount) {
            throw new IllegalArgumentException(
                    "collection " + name + " must have 0 <= requiredPeerCount <= maxPeerCount, had " + requiredPeerCount
                            + " and " + maxPeerCount);
        }
        if (blockToLive < 0) {
            throw new IllegalArgumentException(
                    "collection " + name + " must have a blockToLive of at least 0, had " + blockToLive);
        }
    }

    /** Whether values expire at all. */
    public boolean expires() {
        return blockToLive > 0;
    }
}
