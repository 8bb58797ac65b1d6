package org.credence.network.ledger;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.credence.network.identity.Organization;
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
 */
public record LedgerConfig(
        Path folder,
        String channel,
        Map<String, Chaincode> chaincodes,
        List<Organization> organizations,
        LedgerHost host,
        int port,
        InstantSource clock) {
    public LedgerConfig {
        chaincodes = Map.copyOf(chaincodes);
        organizations = List.copyOf(organizations);
    }
}
