package org.credence.ledger.fabric;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Organization;
import org.credence.protocol.Code;
import org.credence.protocol.Reply;
import org.credence.protocol.encoding.CanonicalJson;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A peer that misbehaves as told: what the embedded ledger never does, and Fabric under load or attack may. It orders each
 * transaction into a block of its own and checks nothing. Several may have one chain.
 */
final class FakePeer implements AutoCloseable {
    private final Organization organization;
    private final Enrolment node;
    private final FakeChain chain;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private Server server;
    private int port;

    /** The calls of the gateway; a submit before the transaction is ordered, and after. */
    enum Moment {
        EVALUATE,
        ENDORSE,
        SUBMIT,
        ORDERED,
        COMMIT_STATUS
    }

    /** When the peer dies, cutting every connection. */
    volatile Optional<Moment> death = Optional.empty();

    /** When the peer takes a call and never answers. */
    volatile Optional<Moment> stupor = Optional.empty();

    private volatile int most = Integer.MAX_VALUE;

    /** What the next calls answer in place of the usual; then the usual comes back. */
    final Map<Moment, Queue<StatusRuntimeException>> failures = new EnumMap<>(Moment.class);

    final Queue<Status> endorseFailures = new ArrayDeque<>();

    final Queue<Status> submitFailures = new ArrayDeque<>();
    final Queue<Status> submitLosses = new ArrayDeque<>();
    final Queue<Status> commitStatusFailures = new ArrayDeque<>();
    final Queue<DeliverResponse> deliveries = new ArrayDeque<>();
    final Queue<TxValidationCode> verdicts = new ArrayDeque<>();
    volatile String refusal = "";
    volatile Function<EvaluateRequest, byte[]> evaluation = request -> new byte[0];
    volatile Reply reply = new Reply(Code.OK, "");
    volatile boolean silent;

    /** What was asked. */
    final List<ChannelHeader> proposed = new ArrayList<>();

    final List<String> submitted = new ArrayList<>();
    final List<ByteString> envelopes = new ArrayList<>();
    final List<Integer> evaluatedAt = new ArrayList<>();

    private record Waiter(String txId, StreamObserver<CommitStatusResponse> answer) {}

    private static final class Subscriber {
        private final StreamObserver<DeliverResponse> answer;
        private long next;

        Subscriber(long next, StreamObserver<DeliverResponse> answer) {
            this.next = next;
            this.answer = answer;
        }
    }

    FakePeer(TestNetwork network) {
        this(network, new FakeChain());
    }

    FakePeer(TestNetwork network, FakeChain chain) {
        this.chain = chain;
        organization = network.authority.organization();
        node = network.authority.issue(IssueRequest.peer("peer0"));
        for (Moment moment : Moment.values()) {
            failures.put(moment, new ArrayDeque<>());
        }
        chain.join(this);
        start();
    }

    int port() {
        return port;
    }

    /** What it has of the chain. */
    List<Block> blocks() {
        List<Block> all = chain.blocks();
        return all.subList(0, Math.min(most, all.size()));
    }

    /** Stops following the chain: it gets no block more than it has. */
    void fallBehind() {
        most = blocks().size();
    }

    /** Follows the chain again. */
    void catchUp() {
        synchronized (chain) {
            most = Integer.MAX_VALUE;
            grown();
        }
    }

    /** Listens again where it listened before, with the blocks it had. */
    void start() {
        try {
            var tls = GrpcSslContexts.configure(
                            SslContextBuilder.forServer(
                                    node.tls().privateKey(), node.tls().certificate()),
                            SslProvider.JDK)
                    .trustManager(organization.tlsRoots().toArray(X509Certificate[]::new))
                    .clientAuth(ClientAuth.REQUIRE)
                    .build();
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .sslContext(tls)
                    .directExecutor()
                    .addService(new GatewayService())
                    .addService(new DeliverService())
                    .build()
                    .start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes away without a word, cutting every connection. */
    void stop() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (chain) {
            subscribers.clear();
            waiters.clear();
        }
    }

    @Override
    public void close() {
        stop();
    }

    void append(ByteString envelope, TxValidationCode verdict) {
        chain.append(envelope, verdict);
    }

    /** Tells of what the chain has more. */
    void grown() {
        subscribers.forEach(this::serve);
        List.copyOf(waiters).forEach(this::answer);
    }

    private void serve(Subscriber subscriber) {
        List<Block> blocks = blocks();
        for (; subscriber.next < blocks.size(); subscriber.next++) {
            subscriber.answer.onNext(DeliverResponse.newBuilder()
                    .setBlock(blocks.get((int) subscriber.next))
                    .build());
        }
    }

    private void answer(Waiter waiter) {
        find(waiter.txId()).ifPresent(found -> {
            waiters.remove(waiter);
            waiter.answer().onNext(found);
            waiter.answer().onCompleted();
        });
    }

    private Optional<CommitStatusResponse> find(String txId) {
        for (Block block : blocks()) {
            if (TestBlocks.header(block).getTxId().equals(txId)) {
                return Optional.of(CommitStatusResponse.newBuilder()
                        .setBlockNumber(block.getHeader().getNumber())
                        .setResultValue(block.getMetadata().getMetadata(2).byteAt(0))
                        .build());
            }
        }
        return Optional.empty();
    }

    /** A failure as the gateway reports it, with a detail for each peer or orderer that it asked. */
    static StatusRuntimeException withDetail(Status status, String... details) {
        var proto = com.google.rpc.Status.newBuilder()
                .setCode(status.getCode().value())
                .setMessage(String.valueOf(status.getDescription()));
        for (String detail : details) {
            proto.addDetails(Any.pack(ErrorDetail.newBuilder()
                    .setAddress("127.0.0.1:7051")
                    .setMspId("HospitalA")
                    .setMessage(detail)
                    .build()));
        }
        return StatusProto.toStatusRuntimeException(proto.build());
    }

    /** Whether the call ends here: scripted, dead or never. */
    private boolean ended(Moment moment, StreamObserver<?> answer) {
        StatusRuntimeException failure = require(moment).poll();
        if (failure != null) {
            answer.onError(failure);
            return true;
        }
        if (death.equals(Optional.of(moment))) {
            death = Optional.empty();
            server.shutdownNow();
            return true;
        }
        return stupor.equals(Optional.of(moment));
    }

    private Queue<StatusRuntimeException> require(Moment moment) {
        return Objects.requireNonNull(failures.get(moment));
    }

    private static boolean failed(Queue<Status> failures, StreamObserver<?> answer) {
        Status failure = failures.poll();
        if (failure == null) {
            return false;
        }
        answer.onError(failure.asRuntimeException());
        return true;
    }

    private final class GatewayService extends GatewayGrpc.GatewayImplBase {
        @Override
        public void endorse(EndorseRequest request, StreamObserver<EndorseResponse> answer) {
            synchronized (chain) {
                Proposal proposal = TestBlocks.parse(
                        Proposal.parser(), request.getProposedTransaction().getProposalBytes());
                Header header = TestBlocks.parse(Header.parser(), proposal.getHeader());
                proposed.add(TestBlocks.parse(ChannelHeader.parser(), header.getChannelHeader()));
                if (ended(Moment.ENDORSE, answer) || failed(endorseFailures, answer)) {
                    return;
                }
                if (!refusal.isEmpty()) {
                    answer.onError(withDetail(
                            Status.ABORTED.withDescription("failed to endorse transaction, see attached details"),
                            "chaincode response 500, " + refusal));
                    return;
                }
                answer.onNext(EndorseResponse.newBuilder()
                        .setPreparedTransaction(TestBlocks.prepared(proposal, CanonicalJson.encode(reply)))
                        .build());
                answer.onCompleted();
            }
        }

        @Override
        public void submit(SubmitRequest request, StreamObserver<SubmitResponse> answer) {
            synchronized (chain) {
                submitted.add(request.getTransactionId());
                envelopes.add(request.getPreparedTransaction().toByteString());
                if (ended(Moment.SUBMIT, answer) || failed(submitLosses, answer)) {
                    return;
                }
                if (!silent && find(request.getTransactionId()).isEmpty()) {
                    TxValidationCode verdict = verdicts.isEmpty() ? TxValidationCode.VALID : verdicts.remove();
                    append(request.getPreparedTransaction().toByteString(), verdict);
                }
                if (ended(Moment.ORDERED, answer) || failed(submitFailures, answer)) {
                    return;
                }
                answer.onNext(SubmitResponse.getDefaultInstance());
                answer.onCompleted();
            }
        }

        @Override
        public void commitStatus(SignedCommitStatusRequest request, StreamObserver<CommitStatusResponse> answer) {
            synchronized (chain) {
                if (ended(Moment.COMMIT_STATUS, answer) || failed(commitStatusFailures, answer)) {
                    return;
                }
                String txId = TestBlocks.parse(CommitStatusRequest.parser(), request.getRequest())
                        .getTransactionId();
                var waiter = new Waiter(txId, answer);
                waiters.add(waiter);
                answer(waiter);
            }
        }

        @Override
        public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> answer) {
            synchronized (chain) {
                evaluatedAt.add(blocks().size());
                if (ended(Moment.EVALUATE, answer)) {
                    return;
                }
            }
            answer.onNext(EvaluateResponse.newBuilder()
                    .setResult(Response.newBuilder()
                            .setStatus(200)
                            .setPayload(ByteString.copyFrom(evaluation.apply(request))))
                    .build());
            answer.onCompleted();
        }
    }

    private final class DeliverService extends DeliverGrpc.DeliverImplBase {
        @Override
        public StreamObserver<Envelope> deliver(StreamObserver<DeliverResponse> answer) {
            return new StreamObserver<>() {
                @Override
                public void onNext(Envelope request) {
                    synchronized (chain) {
                        DeliverResponse scripted = deliveries.poll();
                        if (scripted != null) {
                            answer.onNext(scripted);
                            return;
                        }
                        if (start(request) > blocks().size()) {
                            answer.onNext(DeliverResponse.newBuilder()
                                    .setStatus(org.hyperledger.fabric.protos.common.Status.NOT_FOUND)
                                    .build());
                            return;
                        }
                        var subscriber = new Subscriber(start(request), answer);
                        subscribers.add(subscriber);
                        serve(subscriber);
                    }
                }

                @Override
                public void onError(Throwable failure) {
                    synchronized (chain) {
                        subscribers.removeIf(subscriber -> subscriber.answer == answer);
                    }
                }

                @Override
                public void onCompleted() {
                    onError(new IllegalStateException("the client is done"));
                }
            };
        }

        private static long start(Envelope request) {
            try {
                Payload payload = Payload.parseFrom(request.getPayload());
                return SeekInfo.parseFrom(payload.getData())
                        .getStart()
                        .getSpecified()
                        .getNumber();
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** When the last proposal says it was made. */
    Instant lastProposalTime() {
        synchronized (chain) {
            var time = proposed.get(proposed.size() - 1).getTimestamp();
            return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
        }
    }
}
