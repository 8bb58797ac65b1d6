package org.credence.network.ledger.serve;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.order.CommitListener;
import org.credence.network.ledger.order.Commits;
import org.credence.network.ledger.order.LedgerStoppedException;
import org.credence.network.ledger.store.LedgerStore;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.DeliverResponse;

/**
 * One client's Deliver call: it asks for a range of blocks and gets them one by one as it reads, then may ask again. The next
 * request is taken from the network only when the one before is done.
 */
final class DeliverCall implements StreamObserver<Envelope>, CommitListener {
    private final LedgerStore store;
    private final Commits commits;
    private final ReaderCheck readers;
    private final SeekParser parser;
    private final Form form;
    private final ServerCallStreamObserver<DeliverResponse> out;
    private final SerialPump pump;
    private final Queue<Envelope> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean halfClosed;
    private volatile Optional<LedgerStoppedException> stopped = Optional.empty();
    /* Only the pump's step uses these. */
    private Optional<Seek> current = Optional.empty();
    private long next;
    private boolean ended;

    /** What a client gets of a block. */
    interface Form {
        /** @throws IdentityRefusedException when the reader may not read */
        DeliverResponse of(Block block, ByteString reader) throws IOException, IdentityRefusedException;
    }

    DeliverCall(
            LedgerStore store,
            Commits commits,
            ReaderCheck readers,
            SeekParser parser,
            Form form,
            ServerCallStreamObserver<DeliverResponse> out,
            Executor executor) {
        this.store = store;
        this.commits = commits;
        this.readers = readers;
        this.parser = parser;
        this.form = form;
        this.out = out;
        this.pump = new SerialPump(executor, this::step);
    }

    /** Starts; to be called while the call is being accepted. */
    DeliverCall start() {
        out.setOnReadyHandler(pump::wake);
        out.setOnCancelHandler(() -> commits.unfollow(this));
        out.disableAutoRequest();
        out.request(1);
        commits.follow(this);
        return this;
    }

    @Override
    public void onNext(Envelope request) {
        requests.add(request);
        pump.wake();
    }

    @Override
    public void onError(Throwable cause) {
        commits.unfollow(this);
    }

    @Override
    public void onCompleted() {
        halfClosed = true;
        pump.wake();
    }

    @Override
    public void onCommit() {
        pump.wake();
    }

    @Override
    public void onStop(LedgerStoppedException reason) {
        stopped = Optional.of(reason);
        pump.wake();
    }

    private boolean step() {
        if (ended || out.isCancelled() || !out.isReady()) {
            return false;
        }
        return current.isPresent() ? deliver(current.get()) : accept();
    }

    private boolean accept() {
        Optional<Envelope> request = Optional.ofNullable(requests.poll());
        if (request.isEmpty()) {
            if (halfClosed) {
                end();
                out.onCompleted();
            } else {
                stopped.ifPresent(this::stop);
            }
            return false;
        }
        try {
            Seek seek = parser.parse(request.get(), store.head().height());
            current = Optional.of(seek);
            next = seek.start();
        } catch (SeekRefusedException e) {
            finish(e.status());
        }
        return true;
    }

    private boolean deliver(Seek seek) {
        if (next > seek.stop()) {
            finish(org.hyperledger.fabric.protos.common.Status.SUCCESS);
            return true;
        }
        if (next >= store.head().height()) {
            if (seek.failIfNotReady()) {
                finish(org.hyperledger.fabric.protos.common.Status.NOT_FOUND);
                return true;
            }
            stopped.ifPresent(this::stop);
            return false;
        }
        try {
            readers.requireReader(seek.reader());
            out.onNext(form.of(store.block(next), seek.reader()));
            next++;
        } catch (IdentityRefusedException e) {
            finish(org.hyperledger.fabric.protos.common.Status.FORBIDDEN);
        } catch (IOException | RuntimeException e) {
            end();
            out.onError(Status.INTERNAL
                    .withDescription("block " + next + " cannot be read: " + e.getMessage())
                    .withCause(e)
                    .asRuntimeException());
        }
        return true;
    }

    private void finish(org.hyperledger.fabric.protos.common.Status status) {
        current = Optional.empty();
        out.onNext(DeliverResponse.newBuilder().setStatus(status).build());
        out.request(1);
    }

    private void stop(LedgerStoppedException reason) {
        end();
        out.onError(GatewayFaults.unavailable(reason));
    }

    private void end() {
        ended = true;
        commits.unfollow(this);
    }
}
