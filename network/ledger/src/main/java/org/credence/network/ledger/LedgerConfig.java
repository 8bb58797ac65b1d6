package org.credence.network.ledger;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.collection.CollectionDefinition;
import org.hyperledger.fabric.shim.Chaincode;

/**
 * How to run an embedded ledger.
 *
 * @param folder of the ledger alone; made if it is missing
 * @param channel the channel's name: lower-case letters, digits, dots, hyphens
 * @param chaincodes the contracts by name, called from many threads at once
 * @param organizations for the first start, the channel's members, the host among them; later the ledger knows
 * @param port on 127.0.0.1; 0 for any that is free
 * @param clock judges proposals' times and certificates; TLS uses the system's clock
 * @param collections the private data collections of contracts, by contract; besides these, every organization has one of
 *     its own in every contract. They are put on the chain: none may be left out later, nor change its {@code blockToLive}
 */
public record LedgerConfig(
        Path folder,
        String channel,
        Map<String, Chaincode> chaincodes,
        List<Organization> organizations,
        LedgerHost host,
        int port,
        InstantSource clock,
        Map<String, List<CollectionDefinition>> collections) {
    public LedgerConfig {
        chaincodes = Map.copyOf(chaincodes);
        organizations = List.copyOf(organizations);
        collections = Map.copyOf(collections);
        requireKnown(chaincodes, organizations, collections);
    }

    /** A ledger whose contracts define no private data collections. */
    public LedgerConfig(
            Path folder,
            String channel,
            Map<String, Chaincode> chaincodes,
            List<Organization> organizations,
            LedgerHost host,
            int port,
            InstantSource clock) {
        this(folder, channel, chaincodes, organizations, host, port, clock, Map.of());
    }

    private static void requireKnown(
            Map<String, Chaincode> chaincodes,
            List<Organization> organizations,
            Map<String, List<CollectionDefinition>> collections) {
        Set<String> mspIds = organizations.stream().map(Organization::mspId).collect(Collectors.toSet());
        collections.forEach((contract, definitions) -> {
            if (!chaincodes.containsKey(contract)) {
                throw new IllegalArgumentException("collections are defined for contract " + contract
                        + ", which is not among " + chaincodes.keySet());
            }
            for (CollectionDefinition definition : definitions) {
                if (!mspIds.containsAll(definition.members())) {
                    throw new IllegalArgumentException("collection " + definition.name() + " of contract " + contract
                            + " names " + definition.members() + " as members, the channel has " + mspIds);
                }
            }
        });
    }
}
