package org.credence.node.exchange;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Role;
import org.credence.network.identity.TlsTrust;
import org.credence.network.ledger.ManualClock;
import org.credence.node.store.StoredContents;
import org.credence.protocol.MemberId;

/** Members with authorities, certificates, stores, servers and clients of their own, and a directory that names those who joined. */
final class Members implements MemberDirectory, AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration LEAF = Duration.ofDays(30);

    /** Nobody who answers is given up, however slow the machine is; who failed is asked again soon. */
    static final FetchLimits LIMITS = silence(Duration.ofSeconds(30));

    static FetchLimits silence(Duration silence) {
        return new FetchLimits(
                Duration.ofSeconds(30),
                silence,
                Duration.ofMinutes(2),
                1 << 20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(8));
    }

    final ManualClock clock = new ManualClock(START);
    private final SecureRandom random = new SecureRandom();
    private final Path folder;
    private final Map<MemberId, MemberEntry> entries = new ConcurrentHashMap<>();
    private final List<ExchangeServer> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Members(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<MemberEntry> find(MemberId member) {
        return Optional.ofNullable(entries.get(member));
    }

    /** An organization with certificates; in the directory only when it is put there. */
    Site site(String name) {
        CertificateAuthority authority = CertificateAuthority.create(
                folder.resolve(name).resolve("ca"), name, new Lifetimes(Duration.ofDays(3_653), LEAF), clock, random);
        return new Site(
                new MemberId(name),
                authority,
                authority.issue(IssueRequest.client("node", Role.MEMBER)).tls(),
                folder.resolve(name).resolve("store"),
                this);
    }

    /** A member that serves, and that others know. */
    Site member(String name) {
        Site site = site(name);
        put(site, serve(site, ServerLimits.DEFAULT).port());
        return site;
    }

    /** A member that others know, and that fetches alone: nobody answers at its address. */
    Site caller(String name) {
        Site site = site(name);
        put(site, 1);
        return site;
    }

    ExchangeServer serve(Site site, ServerLimits limits) {
        return serve(site, 0, site.store(), limits);
    }

    ExchangeServer serve(Site site, int port, StoredContents contents, ServerLimits limits) {
        ExchangeServer server = ExchangeServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), contents, site.side(), limits);
        servers.add(server);
        return server;
    }

    HttpsExchange exchange(Site site, FetchLimits limits) {
        return new HttpsExchange(site.side(), limits, threads);
    }

    /** The member serves on this port from now on. */
    void put(Site site, int port) {
        entries.put(site.member(), entry(site, port, true));
    }

    /** The certificates of the member that are revoked by now are known to be. */
    void publishRevocations(Site site) {
        MemberEntry known = entries.get(site.member());
        entries.put(site.member(), new MemberEntry(known.member(), known.address(), trust(site), known.active()));
    }

    void standing(Site site, boolean active) {
        MemberEntry known = entries.get(site.member());
        entries.put(site.member(), new MemberEntry(known.member(), known.address(), known.tls(), active));
    }

    void trust(Site site, TlsTrust tls) {
        MemberEntry known = entries.get(site.member());
        entries.put(site.member(), new MemberEntry(known.member(), known.address(), tls, known.active()));
    }

    void remove(Site site) {
        entries.remove(site.member());
    }

    ExecutorService threads() {
        return threads;
    }

    private static MemberEntry entry(Site site, int port, boolean active) {
        return new MemberEntry(site.member(), address(port), trust(site), active);
    }

    static URI address(int port) {
        return URI.create("https://127.0.0.1:" + port);
    }

    static TlsTrust trust(Site site) {
        return new TlsTrust(
                site.member().value(),
                site.authority().organization().tlsRoots(),
                List.of(site.authority().tlsCrl()));
    }

    @Override
    public void close() {
        servers.forEach(ExchangeServer::close);
        threads.shutdownNow();
    }
}
