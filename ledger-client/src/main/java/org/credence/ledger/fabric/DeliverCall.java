package org.credence.ledger.fabric;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.jspecify.annotations.Nullable;

/**
 * One open request for blocks. The peer sends at most {@value #WINDOW} answers ahead of the reader; no thread waits for it, unlike in
 * the gateway client's own iterator, which holds one of gRPC's for each stream.
 */
final class DeliverCall implements ClientResponseObserver<Envelope, DeliverResponse> {
    private static final int WINDOW = 16;

    /** An answer, or how the call ended: one of the two. */
    record Arrival(
            @Nullable DeliverResponse response, @Nullable Status end) {}

    private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private @Nullable ClientCallStreamObserver<Envelope> call;

    static DeliverCall open(Channel channel, Envelope request) {
        var observer = new DeliverCall();
        DeliverGrpc.newStub(channel).deliver(observer).onNext(request);
        return observer;
    }

    /** What came next, or empty if nothing did in this time. */
    Optional<Arrival> poll(long nanos) throws InterruptedException {
        Arrival arrival = arrivals.poll(nanos, TimeUnit.NANOSECONDS);
        if (arrival != null && arrival.response() != null && call != null) {
            call.request(1);
        }
        return Optional.ofNullable(arrival);
    }

    void cancel() {
        if (call != null) {
            call.cancel("the reader is done", null);
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Envelope> opened) {
        opened.disableAutoRequestWithInitial(WINDOW);
        call = opened;
    }

    @Override
    public void onNext(DeliverResponse response) {
        arrivals.add(new Arrival(response, null));
    }

    @Override
    public void onError(Throwable failure) {
        arrivals.add(new Arrival(null, Status.fromThrowable(failure)));
    }

    @Override
    public void onCompleted() {
        arrivals.add(new Arrival(null, Status.UNAVAILABLE.withDescription("the peer ended the stream of blocks")));
    }
}
