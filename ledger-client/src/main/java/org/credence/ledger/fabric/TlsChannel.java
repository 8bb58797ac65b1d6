package org.credence.ledger.fabric;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.credence.network.identity.Identity;

/** Connections to a peer by mutual TLS, without native code. */
final class TlsChannel {
    /** A block of Fabric's default size with room to spare, in bytes. */
    private static final int MAX_MESSAGE = 64 << 20;

    /** Well above what servers tolerate; notices a peer that vanished without a word. */
    private static final long KEEP_ALIVE_MINUTES = 6;

    private TlsChannel() {}

    static ManagedChannel open(GatewayEndpoint gateway, Identity tls, Executor executor) {
        return NettyChannelBuilder.forTarget("dns:///" + gateway.endpoint())
                .overrideAuthority(gateway.authority())
                .sslContext(context(gateway, tls))
                .executor(executor)
                .maxInboundMessageSize(MAX_MESSAGE)
                .keepAliveTime(KEEP_ALIVE_MINUTES, TimeUnit.MINUTES)
                .disableRetry()
                .build();
    }

    private static SslContext context(GatewayEndpoint gateway, Identity tls) {
        try {
            return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                    .keyManager(tls.privateKey(), tls.certificate())
                    .trustManager(gateway.tlsRoots().toArray(X509Certificate[]::new))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("the platform has no TLS with these certificates", e);
        }
    }
}
