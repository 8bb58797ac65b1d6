package org.credence.ledger.fabric;

import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.credence.ledger.BlockStream;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerTransaction;
import org.credence.protocol.Digest;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks by Fabric's Deliver service. Knows the number and hash that the next block must have, so no peer can skip, repeat or change
 * one, whichever is asked. A peer that is away, or has not got the next block yet, gives its turn to the next gateway; so does one
 * that is silent for long, which may be cut off from the orderers without knowing. One that sends a wrong block ends the stream: that
 * is no accident, and somebody has to look.
 */
final class FabricBlockStream implements BlockStream {
    private static final Logger log = LoggerFactory.getLogger(FabricBlockStream.class);

    private final ClientParts client;
    private final BlockDecoder decoder;
    private final Backoff backoff;
    private final Consumer<Block> copy;
    private final Consumer<BlockStream> whenClosed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final GatewayRing ring;
    private long silentNanos;
    private long next;
    private @Nullable Digest previous;
    private volatile @Nullable DeliverCall call;

    /**
     * A stream that has not called yet.
     *
     * @param next number of the first block
     * @param previous hash of the block before it, or null if it is not known
     * @param copy is given each block as it came, before the reader is
     * @param whenClosed is told when the reader closes the stream
     */
    FabricBlockStream(
            ClientParts client,
            BlockDecoder decoder,
            long next,
            @Nullable Digest previous,
            Consumer<Block> copy,
            Consumer<BlockStream> whenClosed) {
        this.client = client;
        this.decoder = decoder;
        this.backoff = client.backoff();
        this.ring = new GatewayRing(client);
        this.next = next;
        this.previous = previous;
        this.copy = copy;
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
            Optional<DeliverCall.Arrival> arrival = listen(current, Math.max(0, deadline.nanosWithin(wait)));
            if (arrival.isEmpty()) {
                if (deadline.isOver()) {
                    return Optional.empty();
                }
                continue;
            }
            DeliverResponse response = arrival.get().response();
            if (response != null && response.hasBlock()) {
                Optional<LedgerBlock> block = accepted(response.getBlock());
                if (block.isPresent()) {
                    return block;
                }
            } else {
                long pause = passed(current, end(arrival.get()));
                if (closed.await(Math.max(0, deadline.nanosWithin(Duration.ofNanos(pause))), TimeUnit.NANOSECONDS)
                        || deadline.isOver()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private DeliverCall open() {
        client.gateways().resetConnectBackoff();
        DeliverCall opened =
                DeliverCall.open(ring.peer().channel(), client.messages().blocksFrom(next));
        call = opened;
        silentNanos = 0;
        if (closed.getCount() == 0) {
            opened.cancel();
        }
        return opened;
    }

    /** What arrives in this time; leaves a peer that was silent for long, though nothing is known to be wrong with it. */
    private Optional<DeliverCall.Arrival> listen(DeliverCall current, long nanos) throws InterruptedException {
        long patience = client.limits().silence().toNanos() - silentNanos;
        long before = System.nanoTime();
        Optional<DeliverCall.Arrival> arrival = current.poll(Math.min(nanos, patience));
        silentNanos += System.nanoTime() - before;
        if (arrival.isEmpty() && silentNanos >= client.limits().silence().toNanos()) {
            silentNanos = 0;
            if (ring.moveOn()) {
                call = null;
                current.cancel();
            }
        }
        return arrival;
    }

    /** The block, if it is the next one; a repeated one is passed over. */
    private Optional<LedgerBlock> accepted(Block block) {
        long number = block.getHeader().getNumber();
        if (number < next) {
            return Optional.empty();
        }
        if (number > next) {
            throw new LedgerFaultException(
                    ring.peer().name() + " sent block " + number + " where block " + next + " was due");
        }
        LedgerBlock decoded = decoded(block);
        if (previous != null && !previous.equals(decoded.previous())) {
            throw new LedgerFaultException(ring.peer().name() + " sent a block " + number + " that follows "
                    + decoded.previous().brief() + ", but block " + (number - 1)
                    + " is " + previous.brief() + ": this is another ledger, or somebody changed it");
        }
        copy.accept(block);
        previous = decoded.hash();
        next = number + 1;
        note(decoded);
        return Optional.of(decoded);
    }

    private LedgerBlock decoded(Block block) {
        try {
            return decoder.decode(block);
        } catch (LedgerFaultException e) {
            throw new LedgerFaultException(ring.peer().name() + " sent a broken block: " + e.getMessage(), e);
        }
    }

    private void note(LedgerBlock block) {
        backoff.reset();
        ring.answered();
        silentNanos = 0;
        GatewayPeer peer = ring.peer();
        peer.told(block.number());
        block.transactions().stream()
                .filter(LedgerTransaction::isValid)
                .findFirst()
                .ifPresent(transaction -> client.gateways().saw(peer, block.number(), transaction.id()));
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
            case SERVICE_UNAVAILABLE, INTERNAL_SERVER_ERROR, SUCCESS, NOT_FOUND -> Status.UNAVAILABLE;
            default -> Status.INVALID_ARGUMENT;
        };
        return status.withDescription(answer + " to the request for blocks" + hint(answer));
    }

    /** Why Fabric calls a request bad that is as it should be. */
    private static String hint(org.hyperledger.fabric.protos.common.Status answer) {
        return answer == org.hyperledger.fabric.protos.common.Status.BAD_REQUEST
                ? "; is this machine's clock right, and does nothing end TLS on the way to the peer?"
                : "";
    }

    /**
     * Gives the turn to the next gateway.
     *
     * @return how long to wait before it is called, in nanoseconds; longer than 0 when all have had their turn
     * @throws RuntimeException what the failure says, if no gateway can mend it
     */
    private long passed(DeliverCall ended, Status status) {
        call = null;
        ended.cancel();
        Failure failure = Failure.ofStream(status, ring.peer().name());
        boolean round = ring.pass(failure);
        log.atWarn()
                .addKeyValue("block", next)
                .addKeyValue("reason", failure.words())
                .log("stream of blocks interrupted");
        return round ? backoff.nextNanos() : 0;
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
