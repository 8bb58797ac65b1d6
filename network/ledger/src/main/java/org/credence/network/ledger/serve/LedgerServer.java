package org.credence.network.ledger.serve;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.credence.network.identity.Identity;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.config.ConfigCodec;
import org.credence.network.ledger.endorse.Endorser;
import org.credence.network.ledger.endorse.ProposalCheck;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.order.Orderer;
import org.credence.network.ledger.store.LedgerStore;

/** The ledger's services on 127.0.0.1, with mutual TLS. Plain Java throughout: JDK TLS and NIO, no native parts. */
public final class LedgerServer implements AutoCloseable {
    private static final int MAX_MESSAGE_BYTES = 2 * ConfigCodec.MAX_BYTES;
    private static final int LEAST_WORKERS = 4;
    private static final long CLOSE_SECONDS = 5;

    private final Server server;
    private final EventLoopGroup network;
    private final ExecutorService workers;

    private LedgerServer(Server server, EventLoopGroup network, ExecutorService workers) {
        this.server = server;
        this.network = network;
        this.workers = workers;
    }

    /** The ledger that is served. */
    public record Ledger(
            LedgerStore store, Orderer orderer, Endorser endorser, SignatureVerifier signatures, InstantSource clock) {}

    /**
     * Starts serving.
     *
     * @param port 0 for any that is free
     * @param host the host's organization, named in errors
     * @throws IOException when the port is taken, or the TLS identity is not usable
     */
    public static LedgerServer start(Ledger ledger, Identity tls, int port, String host) throws IOException {
        Supplier<ChannelConfig> config = () -> ledger.orderer().check().config();
        ReaderCheck readers = new ReaderCheck(config, ledger.signatures(), ledger.clock());
        EventLoopGroup network = new NioEventLoopGroup(2, named("ledger-network"));
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.max(LEAST_WORKERS, 2 * Runtime.getRuntime().availableProcessors()), named("ledger-worker"));
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}), port);
        GatewayService gateway = new GatewayService(
                new GatewayService.Backend(
                        ledger.store(),
                        ledger.orderer(),
                        new ProposalCheck(ledger.store(), ledger.signatures(), ledger.clock()),
                        ledger.endorser(),
                        ledger.clock()),
                readers,
                new GatewayFaults(host, "127.0.0.1"),
                workers);
        DeliverService deliver = new DeliverService(
                ledger.store(), ledger.orderer(), readers, new SeekParser(readers, ledger.clock()), workers);
        try {
            Server server = NettyServerBuilder.forAddress(address)
                    .channelType(NioServerSocketChannel.class)
                    .bossEventLoopGroup(network)
                    .workerEventLoopGroup(network)
                    .executor(workers)
                    .sslContext(sslContext(tls, new ChannelTrust(config)))
                    .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                    .permitKeepAliveTime(10, TimeUnit.SECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .addService(gateway)
                    .addService(deliver)
                    .build()
                    .start();
            return new LedgerServer(server, network, workers);
        } catch (IOException | RuntimeException e) {
            workers.shutdown();
            network.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                    .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
            throw e;
        }
    }

    private static SslContext sslContext(Identity tls, ChannelTrust trust) throws IOException {
        return GrpcSslContexts.configure(
                        SslContextBuilder.forServer(tls.privateKey(), tls.certificate()), SslProvider.JDK)
                .trustManager(trust)
                .clientAuth(ClientAuth.REQUIRE)
                .build();
    }

    /** The port that clients connect to. */
    public int port() {
        return server.getPort();
    }

    /** Ends all calls and frees the port. */
    @Override
    public void close() {
        server.shutdown();
        boolean interrupted = false;
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.shutdownNow().awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            }
            workers.shutdown();
            workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            network.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            server.shutdownNow();
            workers.shutdownNow();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
