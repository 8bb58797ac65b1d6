package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.credence.network.identity.Identity;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.AtomicBroadcastGrpc;
import org.hyperledger.fabric.protos.orderer.BroadcastResponse;
import org.hyperledger.fabric.protos.orderer.DeliverResponse;
import org.hyperledger.fabric.protos.orderer.SeekInfo;

/**
 * An orderer on loopback by mutual TLS that orders by itself: it judges updates, puts them into blocks, and delivers these as Fabric does, the
 * words of its refusals included. Requests without the hash of the caller's TLS certificate get BAD_REQUEST, as from a real one.
 */
final class FakeOrderer implements AutoCloseable {
    /** What it does with an update that it accepts. */
    enum Habit {
        ORDERS,
        /** Says SUCCESS and does nothing: a liar. */
        DROPS,
        /** Puts another organization's update in force first. */
        IS_OVERTAKEN,
        /** Cannot take any now. */
        IS_BUSY
    }

    private final Identity tls;
    private final Identity client;
    private final Server server;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private ChannelConfiguration configuration;
    private long lastConfig;
    private Habit habit = Habit.ORDERS;
    private CarriedUpdate rival;
    private int broadcasts;

    private record Reader(long first, long last, StreamObserver<DeliverResponse> answers) {}

    /**
     * @param tls serves
     * @param client the only certificate of which it takes calls
     */
    FakeOrderer(ChannelConfiguration genesis, Identity tls, Identity client, List<X509Certificate> roots)
            throws IOException {
        this.tls = tls;
        this.client = client;
        append(genesis, Envelope.getDefaultInstance());
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sslContext(GrpcSslContexts.configure(
                                SslContextBuilder.forServer(this.tls.privateKey(), this.tls.certificate()),
                                SslProvider.JDK)
                        .trustManager(roots.toArray(X509Certificate[]::new))
                        .clientAuth(ClientAuth.REQUIRE)
                        .build())
                .addService(new Service())
                .build()
                .start();
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.getPort());
    }

    synchronized void habit(Habit next) {
        habit = next;
    }

    /** The update that comes first when this orderer {@link Habit#IS_OVERTAKEN}. */
    synchronized void rival(CarriedUpdate update) {
        rival = update;
        habit = Habit.IS_OVERTAKEN;
    }

    synchronized int broadcasts() {
        return broadcasts;
    }

    /** Adds a block of ordinary transactions. */
    synchronized void transactions() {
        append(payload(HeaderType.ENDORSER_TRANSACTION, ByteString.EMPTY));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private synchronized BroadcastResponse take(Envelope envelope) {
        broadcasts++;
        try {
            Payload payload = Payload.parseFrom(envelope.getPayload());
            CarriedUpdate update = CarriedUpdate.parse(payload.getData(), "a broadcast");
            SignatureCount count = SignatureCount.of(configuration, update, Instant.now());
            if (!count.isEnough()) {
                return refusal(
                        Status.BAD_REQUEST,
                        "error applying config update to existing channel 'credence': error"
                                + " authorizing update: error validating DeltaSet: policy for [Group]  /Channel/Application not"
                                + " satisfied: implicit policy evaluation failed - 1 sub-policies were satisfied, but this policy"
                                + " requires 4 of the 'Admins' sub-policies to be satisfied");
            }
            switch (habit) {
                case IS_BUSY -> {
                    return refusal(Status.SERVICE_UNAVAILABLE, "consenter for this channel hasn't started yet");
                }
                case DROPS -> {}
                case IS_OVERTAKEN -> {
                    putInForce(
                            rival,
                            envelope.toBuilder()
                                    .setPayload(payload(
                                            HeaderType.CONFIG_UPDATE,
                                            rival.envelope().toByteString()))
                                    .build());
                    habit = Habit.ORDERS;
                    if (isStillPossible(update)) {
                        putInForce(update, envelope);
                    }
                }
                case ORDERS -> putInForce(update, envelope);
            }
            return BroadcastResponse.newBuilder().setStatus(Status.SUCCESS).build();
        } catch (ChangeRefusedException e) {
            return refusal(
                    Status.BAD_REQUEST,
                    "error applying config update to existing channel 'credence': error"
                            + " authorizing update: error validating ReadSet: proposed update requires that key [Group]"
                            + "  /Channel/Application be at version 0, but it is currently at version 1");
        } catch (InvalidProtocolBufferException e) {
            return refusal(Status.BAD_REQUEST, "bad envelope");
        }
    }

    private boolean isStillPossible(CarriedUpdate update) {
        try {
            AppliedUpdate.on(configuration, update.update());
            return true;
        } catch (ChangeRefusedException e) {
            return false;
        }
    }

    private void putInForce(CarriedUpdate update, Envelope envelope) {
        append(AppliedUpdate.on(configuration, update.update()).after(), envelope);
    }

    private void append(ChannelConfiguration next, Envelope update) {
        configuration = next;
        lastConfig = blocks.size();
        append(payload(
                HeaderType.CONFIG,
                ConfigEnvelope.newBuilder()
                        .setConfig(next.config())
                        .setLastUpdate(update)
                        .build()
                        .toByteString()));
    }

    private void append(ByteString payload) {
        ByteString metadata = Metadata.newBuilder()
                .setValue(OrdererBlockMetadata.newBuilder()
                        .setLastConfig(LastConfig.newBuilder().setIndex(lastConfig))
                        .build()
                        .toByteString())
                .build()
                .toByteString();
        blocks.add(Block.newBuilder()
                .setHeader(BlockHeader.newBuilder().setNumber(blocks.size()))
                .setData(BlockData.newBuilder()
                        .addData(Envelope.newBuilder()
                                .setPayload(payload)
                                .build()
                                .toByteString()))
                .setMetadata(BlockMetadata.newBuilder().addMetadata(metadata))
                .build());
        readers.forEach(reader -> deliver(reader, blocks.size() - 1));
    }

    private synchronized void deliver(Envelope request, StreamObserver<DeliverResponse> answers) {
        try {
            Payload payload = Payload.parseFrom(request.getPayload());
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            ByteString hash = ByteString.copyFrom(Fingerprint.sha256(Fingerprint.der(client.certificate())));
            if (!header.getTlsCertHash().equals(hash)) {
                answers.onNext(DeliverResponse.newBuilder()
                        .setStatus(Status.BAD_REQUEST)
                        .build());
                return;
            }
            SeekInfo seek = SeekInfo.parseFrom(payload.getData());
            long newest = blocks.size() - 1L;
            long first = seek.getStart().hasNewest()
                    ? newest
                    : seek.getStart().getSpecified().getNumber();
            long last = seek.getStop().hasNewest()
                    ? newest
                    : seek.getStop().getSpecified().getNumber();
            var reader = new Reader(first, last, answers);
            readers.add(reader);
            for (int number = 0; number < blocks.size(); number++) {
                deliver(reader, number);
            }
        } catch (InvalidProtocolBufferException e) {
            answers.onError(e);
        }
    }

    private void deliver(Reader reader, int number) {
        if (number >= reader.first() && number <= reader.last()) {
            reader.answers()
                    .onNext(DeliverResponse.newBuilder()
                            .setBlock(blocks.get(number))
                            .build());
        }
    }

    private static BroadcastResponse refusal(Status status, String words) {
        return BroadcastResponse.newBuilder().setStatus(status).setInfo(words).build();
    }

    private static ByteString payload(HeaderType type, ByteString data) {
        return Payload.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(ChannelHeader.newBuilder()
                                .setType(type.getNumber())
                                .setChannelId("credence")
                                .build()
                                .toByteString()))
                .setData(data)
                .build()
                .toByteString();
    }

    private final class Service extends AtomicBroadcastGrpc.AtomicBroadcastImplBase {
        @Override
        public StreamObserver<Envelope> broadcast(StreamObserver<BroadcastResponse> answers) {
            return new Requests(answers) {
                @Override
                public void onNext(Envelope envelope) {
                    answers.onNext(take(envelope));
                }
            };
        }

        @Override
        public StreamObserver<Envelope> deliver(StreamObserver<DeliverResponse> answers) {
            // Readers go away without a word; with a handler, blocks for them are dropped and not an error.
            ((ServerCallStreamObserver<DeliverResponse>) answers).setOnCancelHandler(() -> {});
            return new Requests(answers) {
                @Override
                public void onNext(Envelope envelope) {
                    FakeOrderer.this.deliver(envelope, answers);
                }
            };
        }
    }

    private abstract static class Requests implements StreamObserver<Envelope> {
        private final StreamObserver<?> answers;

        Requests(StreamObserver<?> answers) {
            this.answers = answers;
        }

        @Override
        public void onError(Throwable failure) {
            // The caller is gone.
        }

        @Override
        public void onCompleted() {
            answers.onCompleted();
        }
    }
}
