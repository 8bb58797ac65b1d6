package org.credence.network.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;

/** A running ledger of a host and a member, with clients; closing it closes all of them. */
public final class LedgerFixture implements AutoCloseable {
    public static final String HOST = "HostMSP";
    public static final String MEMBER = "AMSP";

    private final ManualClock clock = new ManualClock(Instant.now());
    private final Consortium consortium;
    private Function<Consortium, LedgerConfig> config;
    private final Deque<Client> clients = new ArrayDeque<>();
    private EmbeddedLedger ledger;

    public LedgerFixture(Path folder) throws IOException {
        this(folder, Consortium::config);
    }

    public LedgerFixture(Path folder, Function<Consortium, LedgerConfig> config) throws IOException {
        this.config = config;
        consortium = new Consortium(folder, clock, HOST, MEMBER);
        ledger = EmbeddedLedger.start(config.apply(consortium));
    }

    public ManualClock clock() {
        return clock;
    }

    public Consortium consortium() {
        return consortium;
    }

    public EmbeddedLedger ledger() {
        return ledger;
    }

    public X509Certificate serverRoot() {
        return consortium.authority(HOST).organization().tlsRoots().get(0);
    }

    /** A new client of {@link #MEMBER}, with its own certificate and connection. */
    public Client client() {
        return client(consortium.authority(MEMBER).issue(IssueRequest.client("client")));
    }

    public Client client(Enrolment enrolment) {
        Client client = new Client(ledger.port(), enrolment, serverRoot());
        clients.push(client);
        return client;
    }

    /** Stops the ledger and its clients. */
    public void stop() {
        clients.forEach(Client::close);
        clients.clear();
        ledger.close();
    }

    /** Starts the ledger again on its folder. */
    public void start() throws IOException {
        ledger = EmbeddedLedger.start(config.apply(consortium));
    }

    /** Starts the ledger again on its folder, another way. */
    public void start(Function<Consortium, LedgerConfig> changed) throws IOException {
        config = changed;
        start();
    }

    @Override
    public void close() {
        stop();
    }
}
