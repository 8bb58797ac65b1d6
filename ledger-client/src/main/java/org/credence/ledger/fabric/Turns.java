package org.credence.ledger.fabric;

import io.grpc.CallOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.credence.ledger.LedgerUnavailableException;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.GatewayException;

/**
 * What one call tries before it gives up: the gateways in turn, from the one that answered last; a pause whenever all have had their
 * turn; a deadline over everything. For one thread.
 */
final class Turns {
    private final ClientParts client;
    private final CallDeadline deadline;
    private final Backoff backoff;
    private final GatewayRing ring;
    private final Map<GatewayPeer, String> reports = new LinkedHashMap<>();

    Turns(ClientParts client) {
        this.client = client;
        this.deadline = CallDeadline.after(client.limits().overall());
        this.backoff = client.backoff();
        this.ring = new GatewayRing(client);
    }

    /** Something that a gateway is asked for and that changes nothing, so that another may be asked as well. */
    interface Question<T> {
        T ask(GatewayPeer peer) throws GatewayException;
    }

    /**
     * The answer of the first gateway that gives one. Nobody is asked who may not have seen what this client has: a fact that is read,
     * or a proposal that is endorsed, is never older than the blocks and receipts that the client was given.
     */
    <T> T answer(Question<T> question) {
        while (true) {
            GatewayPeer peer = ring.peer();
            Optional<Failure> behind = behind(peer);
            if (behind.isPresent()) {
                pass(behind.get());
                continue;
            }
            try {
                T answer = question.ask(peer);
                client.gateways().answered(peer);
                ring.answered();
                return answer;
            } catch (GatewayException e) {
                pass(Failure.of(e, peer.name()));
            }
        }
    }

    /*
     * Another gateway may be a few blocks behind the one that told us of the newest. It answers for a transaction of that block as
     * soon as it has it; until then it is no better than one that is away.
     */
    private Optional<Failure> behind(GatewayPeer peer) {
        Gateways.Sighting newest = client.gateways().newest().orElse(null);
        if (newest == null || peer.has(newest.block())) {
            return Optional.empty();
        }
        try {
            peer.gateway()
                    .newCommit(client.messages().commitStatus(newest.txId()).toByteArray())
                    .getStatus(within(client.limits().evaluate()));
            peer.told(newest.block());
            return Optional.empty();
        } catch (CommitStatusException e) {
            return Optional.of(
                    e.getStatus().getCode() == io.grpc.Status.Code.DEADLINE_EXCEEDED
                            ? Failure.behind(newest.block(), e, peer.name())
                            : Failure.of(e, peer.name()));
        }
    }

    /** Whose turn it is. */
    GatewayPeer peer() {
        return ring.peer();
    }

    /** Begins a new round, with this gateway. */
    void restartAt(GatewayPeer first) {
        ring.restartAt(first);
    }

    /**
     * Gives the turn to the next gateway; after a pause if all have had theirs.
     *
     * @param failure of the one whose turn it is
     * @return whether all have had their turn, so that a new round begins
     * @throws RuntimeException what the failure says, if no gateway can mend it
     * @throws LedgerUnavailableException if the deadline is over
     */
    boolean pass(Failure failure) {
        GatewayPeer failed = ring.peer();
        boolean round = ring.pass(failure);
        if (deadline.isOver()) {
            // That this call was cut short says less than what the gateway said before.
            reports.putIfAbsent(failed, failure.report());
        } else {
            reports.put(failed, failure.report());
        }
        if (round) {
            client.pause(backoff.nextNanos(), deadline, failure.cause());
            client.gateways().resetConnectBackoff();
        }
        requireTime(failure.cause());
        return round;
    }

    /** Waits before a transaction that lost against another one is built anew. */
    void pauseAfterConflict(Backoff conflicts, LedgerUnavailableException lost) {
        client.pause(conflicts.nextNanos(), deadline, lost);
        if (deadline.isOver()) {
            throw lost;
        }
    }

    private void requireTime(Throwable cause) {
        if (deadline.isOver()) {
            throw new LedgerUnavailableException(
                    "the ledger could not be used within %d s: %s; try later"
                            .formatted(
                                    client.limits().overall().toSeconds(),
                                    reports.values().stream().collect(Collectors.joining("; "))),
                    cause);
        }
    }

    /** Options for one call of this bound, within the deadline. */
    UnaryOperator<CallOptions> within(Duration bound) {
        return options -> options.withDeadlineAfter(deadline.nanosWithin(bound), TimeUnit.NANOSECONDS);
    }
}
