package org.credence.network.ledger.serve;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.order.CommitListener;
import org.credence.network.ledger.order.Commits;
import org.credence.network.ledger.order.LedgerStoppedException;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.network.ledger.store.TransactionPlace;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;

/** Sends one contract's events to one client, block by block, from a block on and without end. */
final class EventStream implements CommitListener {
    private final LedgerStore store;
    private final Commits commits;
    private final ReaderCheck readers;
    private final ServerCallStreamObserver<ChaincodeEventsResponse> out;
    private final SerialPump pump;
    private final ByteString reader;
    private final String chaincode;
    private final Optional<TransactionPlace> after;
    private volatile Optional<LedgerStoppedException> stopped = Optional.empty();
    private long next;
    private boolean ended;

    /**
     * What a client asked for.
     *
     * @param reader the client's identity, judged again before each block
     * @param from the first block
     * @param after events up to this transaction are left out
     */
    record Request(ByteString reader, String chaincode, long from, Optional<TransactionPlace> after) {}

    EventStream(
            LedgerStore store,
            Commits commits,
            ReaderCheck readers,
            Executor executor,
            ServerCallStreamObserver<ChaincodeEventsResponse> out,
            Request request) {
        this.store = store;
        this.commits = commits;
        this.readers = readers;
        this.out = out;
        this.pump = new SerialPump(executor, this::step);
        this.reader = request.reader();
        this.chaincode = request.chaincode();
        this.after = request.after();
        this.next = request.from();
    }

    /** Starts; to be called while the call is being accepted. */
    void start() {
        out.setOnReadyHandler(pump::wake);
        out.setOnCancelHandler(() -> commits.unfollow(this));
        commits.follow(this);
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
        try {
            if (next < store.head().height()) {
                readers.requireReader(reader);
                send(store.block(next));
                next++;
                return true;
            }
            stopped.ifPresent(reason -> end(GatewayFaults.unavailable(reason)));
        } catch (IdentityRefusedException e) {
            end(GatewayFaults.denied(e.reason()));
        } catch (IOException | RuntimeException e) {
            end(Status.INTERNAL
                    .withDescription("block " + next + " cannot be read: " + e.getMessage())
                    .withCause(e)
                    .asRuntimeException());
        }
        return false;
    }

    private void send(Block block) {
        List<ChaincodeEvent> events = BlockEvents.of(block, chaincode, after);
        if (!events.isEmpty()) {
            out.onNext(ChaincodeEventsResponse.newBuilder()
                    .setBlockNumber(next)
                    .addAllEvents(events)
                    .build());
        }
    }

    private void end(RuntimeException reason) {
        ended = true;
        commits.unfollow(this);
        out.onError(reason);
    }
}
