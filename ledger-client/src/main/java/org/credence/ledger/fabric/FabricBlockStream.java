package org.credence.ledger.fabric;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.credence.ledger.BlockStream;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerFaultException;
import org.credence.protocol.Digest;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Blocks by Fabric's Deliver service. Knows the number and hash that the next block must have, so no peer can skip or repeat one. */
final class FabricBlockStream implements BlockStream {
    private static final Logger log = LoggerFactory.getLogger(FabricBlockStream.class);

    /** What a stream needs of its ledger. */
    record Source(
            ManagedChannel channel,
            Messages messages,
            BlockDecoder decoder,
            Caller caller,
            ClientEnvironment environment) {}

    private final Source source;
    private final Backoff backoff;
    private final Consumer<BlockStream> whenClosed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long next;
    private @Nullable Digest previous;
    private volatile @Nullable DeliverCall call;

    /**
     * A stream that has not called yet.
     *
     * @param next number of the first block
     * @param previous hash of the block before it, or null if it is not known
     * @param whenClosed is told when the reader closes the stream
     */
    FabricBlockStream(
            Source source, Backoff backoff, long next, @Nullable Digest previous, Consumer<BlockStream> whenClosed) {
        this.source = source;
        this.backoff = backoff;
        this.next = next;
        this.previous = previous;
        this.whenClosed = whenClosed;
    }

    @Override
    public Optional<LedgerBlock> next(Duration wait) throws InterruptedException {
        CallDeadline deadline = CallDeadline.after(wait);
        while (closed.getCount() > 0) {
            DeliverCall current = call;
            if (current == null) {
                current = open();
            }
            Optional<DeliverCall.Arrival> arrival = current.poll(Math.max(0, deadline.nanosWithin(wait)));
            if (arrival.isEmpty()) {
                return Optional.empty();
            }
            DeliverResponse response = arrival.get().response();
            if (response != null && response.hasBlock()) {
                Optional<LedgerBlock> block = accepted(response.getBlock());
                if (block.isPresent()) {
                    return block;
                }
            } else {
                call = null;
                current.cancel();
                requireAway(end(arrival.get()));
                long pause = Math.min(backoff.nextNanos(), Math.max(0, deadline.nanosWithin(wait)));
                if (closed.await(pause, TimeUnit.NANOSECONDS) || deadline.isOver()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private DeliverCall open() {
        source.channel().resetConnectBackoff();
        DeliverCall opened =
                DeliverCall.open(source.channel(), source.messages().blocksFrom(next));
        call = opened;
        if (closed.getCount() == 0) {
            opened.cancel();
        }
        return opened;
    }

    /** The block, if it is the next one; a repeated one is passed over. */
    private Optional<LedgerBlock> accepted(Block block) {
        long number = block.getHeader().getNumber();
        if (number < next) {
            return Optional.empty();
        }
        if (number > next) {
            throw new LedgerFaultException("the peer sent block " + number + " where block " + next + " was due");
        }
        LedgerBlock decoded = source.decoder().decode(block);
        if (previous != null && !previous.equals(decoded.previous())) {
            throw new LedgerFaultException(
                    "block " + number + " follows " + decoded.previous().brief() + ", but block " + (number - 1)
                            + " is " + previous.brief() + ": this is another ledger, or somebody changed it");
        }
        previous = decoded.hash();
        next = number + 1;
        backoff.reset();
        return Optional.of(decoded);
    }

    private static Status end(DeliverCall.Arrival arrival) {
        Status end = arrival.end();
        if (end != null) {
            return end;
        }
        DeliverResponse response = arrival.response();
        org.hyperledger.fabric.protos.common.Status answer =
                response == null ? org.hyperledger.fabric.protos.common.Status.UNKNOWN : response.getStatus();
        Status status = switch (answer) {
            case FORBIDDEN -> Status.PERMISSION_DENIED;
            case SERVICE_UNAVAILABLE, SUCCESS, NOT_FOUND -> Status.UNAVAILABLE;
            default -> Status.INVALID_ARGUMENT;
        };
        return status.withDescription("the peer answered " + answer + " to the request for blocks");
    }

    /** Returns if the peer is away and calling it again may help. */
    private void requireAway(Status status) {
        Instant now = source.environment().clock().instant();
        Failure failure = Failure.ofStream(status);
        if (failure.kind() != Failure.Kind.AWAY) {
            throw failure.fatal(source.caller().certificate(), now);
        }
        log.atWarn()
                .addKeyValue("block", next)
                .addKeyValue("reason", failure.words())
                .log("stream of blocks interrupted");
    }

    @Override
    public void close() {
        closed.countDown();
        DeliverCall current = call;
        if (current != null) {
            current.cancel();
        }
        whenClosed.accept(this);
    }
}
