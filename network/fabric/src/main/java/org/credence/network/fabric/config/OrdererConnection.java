package org.credence.network.fabric.config;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import org.credence.network.identity.Identity;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.orderer.AtomicBroadcastGrpc;
import org.hyperledger.fabric.protos.orderer.BroadcastResponse;
import org.hyperledger.fabric.protos.orderer.DeliverResponse;

/** A connection to one orderer by mutual TLS, without native code. Closing it ends every call. */
final class OrdererConnection implements AutoCloseable {
    /** A block of Fabric's default size with room to spare, in bytes. */
    private static final int MAX_MESSAGE = 64 << 20;

    private final OrdererAddress orderer;
    private final ManagedChannel channel;

    OrdererConnection(OrdererAddress orderer, Identity tls) {
        this.orderer = orderer;
        this.channel = NettyChannelBuilder.forTarget("dns:///" + orderer.endpoint())
                .sslContext(context(orderer, tls))
                .maxInboundMessageSize(MAX_MESSAGE)
                .disableRetry()
                .build();
    }

    /** Sends a transaction; the answers get what the orderer says to it. */
    void broadcast(Envelope envelope, OrdererAnswers<BroadcastResponse> answers) {
        var call = AtomicBroadcastGrpc.newStub(channel).broadcast(answers.of(orderer));
        call.onNext(envelope);
        call.onCompleted();
    }

    /** Asks for blocks. */
    OrdererAnswers<DeliverResponse> deliver(Envelope request) {
        var answers = new OrdererAnswers<DeliverResponse>();
        AtomicBroadcastGrpc.newStub(channel).deliver(answers.of(orderer)).onNext(request);
        return answers;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static SslContext context(OrdererAddress orderer, Identity tls) {
        try {
            return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                    .keyManager(tls.privateKey(), tls.certificate())
                    .trustManager(orderer.tlsRoots().toArray(X509Certificate[]::new))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("the platform has no TLS with these certificates", e);
        }
    }
}
