package org.credence.network.ledger;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Organization;
import org.hyperledger.fabric.shim.Chaincode;

/** Organizations with their authorities, the first of which hosts a ledger. Certificates are good from the clock's now. */
public final class Consortium {
    public static final String CHANNEL = "credence";
    public static final String CONTRACT = "notes";
    public static final String OTHER_CONTRACT = "other";

    private final Path folder;
    private final InstantSource clock;
    private final Map<String, CertificateAuthority> authorities = new TreeMap<>();
    private final LedgerHost host;
    private int made;

    /**
     * Opens the authorities in the folder, or makes them.
     *
     * @param mspIds at least one; the first is the host
     */
    public Consortium(Path folder, InstantSource clock, String... mspIds) {
        this.folder = folder;
        this.clock = clock;
        for (String mspId : mspIds) {
            authorities.put(mspId, newAuthority(mspId));
        }
        CertificateAuthority hosting = authority(mspIds[0]);
        host = LedgerHost.of(
                hosting.issue(IssueRequest.peer("peer0")), hosting.issue(IssueRequest.orderer("orderer0")));
    }

    /** Another authority, not on the channel. */
    public synchronized CertificateAuthority newAuthority(String mspId) {
        made++;
        Path own = folder.resolve("ca-" + made);
        return CertificateAuthority.exists(own)
                ? CertificateAuthority.open(own, clock, new SecureRandom())
                : CertificateAuthority.create(own, mspId, Lifetimes.DEFAULT, clock, new SecureRandom());
    }

    public CertificateAuthority authority(String mspId) {
        return authorities.get(mspId);
    }

    public LedgerHost host() {
        return host;
    }

    public Enrolment client(String mspId) {
        return authority(mspId).issue(IssueRequest.client("client"));
    }

    public List<Organization> organizations() {
        return authorities.values().stream()
                .map(CertificateAuthority::organization)
                .toList();
    }

    public Path ledgerFolder() {
        return folder.resolve("ledger");
    }

    /** A ledger in {@link #ledgerFolder}, with {@link NotesContract} and on any port. */
    public LedgerConfig config() {
        return config(Map.of(CONTRACT, new NotesContract(), OTHER_CONTRACT, new NotesContract()));
    }

    public LedgerConfig config(Map<String, Chaincode> chaincodes) {
        return new LedgerConfig(ledgerFolder(), CHANNEL, chaincodes, organizations(), host, 0, clock);
    }
}
