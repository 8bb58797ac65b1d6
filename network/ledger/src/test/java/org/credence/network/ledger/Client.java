package org.credence.network.ledger;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.Identity;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** Fabric's own client, as a member would use it: mutual TLS on its own connection. */
public final class Client implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;

    private final ManagedChannel channel;
    private final Gateway gateway;
    private final Signer signer;

    public Client(int port, Enrolment enrolment, X509Certificate serverRoot) {
        this(channel(port, enrolment.tls(), serverRoot), enrolment.identity());
    }

    public Client(ManagedChannel channel, Identity identity) {
        this.channel = channel;
        this.signer = Signers.newPrivateKeySigner(identity.privateKey());
        try {
            gateway = Gateway.newInstance()
                    .identity(new X509Identity(identity.mspId(), identity.certificate()))
                    .signer(signer)
                    .hash(Hash.SHA256)
                    .connection(channel)
                    .evaluateOptions(options -> options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .endorseOptions(options -> options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .submitOptions(options -> options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .commitStatusOptions(options -> options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .connect();
        } catch (RuntimeException e) {
            channel.shutdownNow();
            throw e;
        }
    }

    public static ManagedChannel channel(int port, Identity tls, X509Certificate serverRoot) {
        try {
            return NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .sslContext(GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                            .trustManager(serverRoot)
                            .keyManager(tls.privateKey(), tls.certificate())
                            .build())
                    .build();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public ManagedChannel channel() {
        return channel;
    }

    public Gateway gateway() {
        return gateway;
    }

    /** Signs a digest with this client's key. */
    public byte[] sign(byte[] digest) throws GeneralSecurityException {
        return signer.sign(digest);
    }

    public Network network() {
        return gateway.getNetwork(Consortium.CHANNEL);
    }

    public Contract contract() {
        return network().getContract(Consortium.CONTRACT);
    }

    @Override
    public void close() {
        gateway.close();
        channel.shutdownNow();
    }
}
