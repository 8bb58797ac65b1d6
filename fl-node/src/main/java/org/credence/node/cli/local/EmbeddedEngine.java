package org.credence.node.cli.local;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.credence.contract.CredenceChaincode;
import org.credence.ledger.fabric.BlockArchive;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.EmbeddedLedger;
import org.credence.network.ledger.LedgerConfig;
import org.credence.network.ledger.LedgerHost;
import org.credence.protocol.MemberId;

/** The embedded ledger, which keeps its blocks in the run's folder anyway. */
final class EmbeddedEngine implements LedgerEngine {
    private final EmbeddedLedger ledger;
    private final ConnectionProfile profile;

    /** Starts it, hosted by the first of the members. */
    static EmbeddedEngine start(Founders founders) throws IOException {
        return start(founders.folder().ledger(), founders.certificates(), founders.members(), 0, founders.clock());
    }

    /**
     * Starts it, hosted by the first of the members.
     *
     * @param port on loopback; 0 for any
     */
    static EmbeddedEngine start(
            Path folder, ConsortiumCertificates certificates, List<MemberId> members, int port, InstantSource clock)
            throws IOException {
        List<Organization> organizations = members.stream()
                .map(member -> certificates.authority(member).organization())
                .toList();
        MemberId host = members.get(0);
        Enrolment peer = certificates.enrolment(host, "peer", () -> IssueRequest.peer("peer"));
        Enrolment orderer = certificates.enrolment(host, "orderer", () -> IssueRequest.orderer("orderer"));
        EmbeddedLedger ledger = EmbeddedLedger.start(new LedgerConfig(
                folder,
                LocalNetwork.CHANNEL,
                Map.of(LocalNetwork.CHAINCODE, new CredenceChaincode()),
                organizations,
                LedgerHost.of(peer, orderer),
                port,
                clock));
        return new EmbeddedEngine(
                ledger,
                ConnectionProfile.of(
                        "127.0.0.1:" + ledger.port(),
                        LocalNetwork.CHANNEL,
                        LocalNetwork.CHAINCODE,
                        certificates.authority(host).organization().tlsRoots()));
    }

    private EmbeddedEngine(EmbeddedLedger ledger, ConnectionProfile profile) {
        this.ledger = ledger;
        this.profile = profile;
    }

    @Override
    public ConnectionProfile profile(MemberId member) {
        return profile;
    }

    @Override
    public void announce(MemberId organization, X509CRL list) {
        ledger.putCrl(organization.value(), list);
    }

    @Override
    public long keepBlocks(Supplier<BlockArchive> archive, Path file) {
        return ledger.height();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
