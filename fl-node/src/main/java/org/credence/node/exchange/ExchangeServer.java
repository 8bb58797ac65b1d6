package org.credence.node.exchange;

import java.net.InetSocketAddress;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.credence.network.identity.TlsContexts;
import org.credence.node.store.StoredContents;
import org.credence.protocol.MemberId;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what this member holds, to members alone, on one address: HTTPS with mutual TLS. Who a caller is, its certificate says,
 * signed by a TLS root of the member that it names; whether it may fetch is looked up at each request. Nobody holds a thread by
 * reading slowly, and nothing is held in memory whole. Safe for use by several threads; closed by whoever started it.
 */
public final class ExchangeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeServer.class);
    private static final int MAX_THREADS = 16;

    /** A request has a short path and a few headers. */
    private static final int MAX_HEADER = 4 << 10;

    private final Server server;
    private final ServerConnector connector;
    private final Visits visits;
    private final Allowances allowances;

    private ExchangeServer(Server server, ServerConnector connector, Visits visits, Allowances allowances) {
        this.server = server;
        this.connector = connector;
        this.visits = visits;
        this.allowances = allowances;
    }

    /**
     * A server that answers when the call returns.
     *
     * @param address of one of this machine's interfaces, resolved; port 0 for any free one
     * @param contents what is served
     * @throws ExchangeException if it cannot listen there
     */
    public static ExchangeServer start(
            InetSocketAddress address, StoredContents contents, ExchangeSide side, ServerLimits limits) {
        if (address.isUnresolved()) {
            throw new ExchangeException(
                    "cannot serve members on %s: the name has no address; name an address of this machine"
                            .formatted(address));
        }
        var threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("exchange");
        threads.setDaemon(true);
        Scheduler scheduler = new ScheduledExecutorScheduler("exchange-deadlines", true);
        var buffers = new ArrayByteBufferPool();
        var server = new Server(threads, scheduler, buffers);
        var allowances = new Allowances(limits, side.clock());
        var visits = new Visits(scheduler, allowances, limits);
        ServerConnector connector = connector(server, address, side, limits);
        connector.addBean(visits);
        connector.addBean(new HandshakeLog());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        server.setHandler(new GracefulHandler(new ContentHandler(contents, side, visits, limits, buffers)));
        server.setErrorHandler(new Refusals());
        server.setStopTimeout(limits.stop().toMillis());
        var started = new ExchangeServer(server, connector, visits, allowances);
        started.begin(address);
        return started;
    }

    private static ServerConnector connector(
            Server server, InetSocketAddress address, ExchangeSide side, ServerLimits limits) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER);
        http.setHttpCompliance(HttpCompliance.RFC9110);
        http.setUriCompliance(UriCompliance.RFC3986);
        var tls = new SslConnectionFactory(tls(side), HttpVersion.HTTP_1_1.asString());
        tls.setEnsureSecureRequestCustomizer(false); // Names of hosts are the caller's concern; who it is, we look up.
        var connector = new ServerConnector(server, 1, 1, tls, new HttpConnectionFactory(http));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setShutdownIdleTimeout(limits.stop().toMillis());
        connector.setIdleTimeout(
                Math.max(limits.request().toMillis(), limits.idle().toMillis()));
        return connector;
    }

    private static SslContextFactory.Server tls(ExchangeSide side) {
        SSLContext context = TlsContexts.mutual(
                side.tls(), mspId -> side.members().find(new MemberId(mspId)).map(MemberEntry::tls), side.clock());
        var tls = new SslContextFactory.Server();
        tls.setSslContext(context);
        tls.setIncludeProtocols(TlsContexts.PROTOCOL);
        tls.setNeedClientAuth(true);
        return tls;
    }

    private void begin(InetSocketAddress address) {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new ExchangeException(
                    "cannot serve members on %s: %s; free the port, or name another address of this machine"
                            .formatted(address, Printable.of(e)),
                    e);
        }
        LOG.atInfo()
                .addKeyValue("host", connector.getHost())
                .addKeyValue("port", port())
                .log("serving members");
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Bytes of content that each member has fetched since the start, for every member that came. */
    public Map<MemberId, Long> bytesServed() {
        return allowances.served();
    }

    /** Takes no more requests, and returns when those under way are answered, or are cut off after the time that they have. */
    @Override
    public void close() {
        try {
            visits.stop();
            server.stop();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("the exchange did not stop in order; connections are cut");
        } finally {
            server.destroy();
        }
    }
}
