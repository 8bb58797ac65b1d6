package org.credence.network.fabric.conformance;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import org.credence.network.identity.Identity;

/** Connections over mutual TLS. */
final class Connections {
    private Connections() {}

    /** A connection to a server that this root vouches for. */
    static ManagedChannel open(String host, int port, Identity tls, X509Certificate serverRoot) {
        try {
            return NettyChannelBuilder.forAddress(host, port)
                    .maxInboundMessageSize(Engine.MAX_MESSAGE_BYTES)
                    .sslContext(GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                            .trustManager(serverRoot)
                            .keyManager(tls.privateKey(), tls.certificate())
                            .build())
                    .build();
        } catch (SSLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
