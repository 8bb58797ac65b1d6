package org.credence.network.fabric.conformance;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Identity;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.EmbeddedLedger;
import org.credence.network.ledger.LedgerConfig;
import org.credence.network.ledger.LedgerHost;
import org.credence.network.ledger.collection.CollectionDefinition;
import org.hyperledger.fabric.shim.Chaincode;

/** The embedded ledger: one host for all organizations, every one of which takes it for its own gateway. */
final class EmbeddedEngine implements Engine {
    private final Map<String, CertificateAuthority> authorities = new TreeMap<>();
    private final LedgerConfig config;
    private EmbeddedLedger ledger;

    EmbeddedEngine(Path folder) throws IOException {
        for (String mspId : HOSTS) {
            authorities.put(
                    mspId,
                    CertificateAuthority.create(
                            folder.resolve(mspId),
                            mspId,
                            Lifetimes.DEFAULT,
                            InstantSource.system(),
                            new SecureRandom()));
        }
        CertificateAuthority hosting = authority(HOSTS.get(0));
        Map<String, Chaincode> chaincodes =
                Map.of(CONTRACT, new ConformanceChaincode(), OTHER_CONTRACT, new ConformanceChaincode());
        List<Organization> organizations = authorities.values().stream()
                .map(CertificateAuthority::organization)
                .toList();
        config = new LedgerConfig(
                folder.resolve("ledger"),
                CHANNEL,
                chaincodes,
                organizations,
                LedgerHost.of(
                        hosting.issue(IssueRequest.peer("peer0")), hosting.issue(IssueRequest.orderer("orderer0"))),
                0,
                InstantSource.system(),
                Map.of(CONTRACT, collections()));
        ledger = EmbeddedLedger.start(config);
    }

    private static List<CollectionDefinition> collections() {
        List<String> members = HOSTS.subList(0, MEMBERS);
        return List.of(
                new CollectionDefinition(SHARED, members, 0, MEMBERS, 0, false, false),
                new CollectionDefinition(CLOSED, members, 0, MEMBERS, 0, true, true),
                new CollectionDefinition(SHORT, members, 0, MEMBERS, BLOCKS_TO_LIVE, false, false));
    }

    @Override
    public CertificateAuthority authority(String mspId) {
        CertificateAuthority authority = authorities.get(mspId);
        if (authority == null) {
            throw new IllegalArgumentException(mspId + " is none of " + HOSTS);
        }
        return authority;
    }

    @Override
    public ManagedChannel connect(String mspId, Identity tls) {
        return Connections.open(
                "127.0.0.1",
                ledger.port(),
                tls,
                authority(HOSTS.get(0)).organization().tlsRoots().get(0));
    }

    @Override
    public void restart() throws IOException {
        ledger.close();
        ledger = EmbeddedLedger.start(config);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
