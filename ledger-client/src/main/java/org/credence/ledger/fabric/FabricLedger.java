package org.credence.ledger.fabric;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.credence.ledger.BlockStream;
import org.credence.ledger.Checkpoint;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.OutcomeUnknownException;
import org.credence.ledger.Receipt;
import org.credence.ledger.RefusedException;
import org.credence.network.identity.Enrolment;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Reply;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateQuery;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;
import org.credence.protocol.encoding.Facts;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger by a Fabric Gateway, that of a real peer or of the embedded ledger.
 *
 * <p>Why a failed submit is not endorsed again: a BFT gateway reports failures of transactions that were committed, and a peer may die
 * after it passed one on. So the same transaction, with the same id, is looked up and, if nobody knows it, handed over once more: the
 * ledger takes an id once. Only a transaction that is known to be invalid for a conflict is built and endorsed anew.
 */
public final class FabricLedger implements Ledger {
    private static final Logger log = LoggerFactory.getLogger(FabricLedger.class);
    private static final Set<TxValidationCode> CONFLICTS =
            Set.of(TxValidationCode.MVCC_READ_CONFLICT, TxValidationCode.PHANTOM_READ_CONFLICT);

    private final ManagedChannel channel;
    private final Gateway gateway;
    private final Messages messages;
    private final Caller caller;
    private final ConnectionProfile profile;
    private final ClientLimits limits;
    private final ClientEnvironment environment;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<BlockStream> streams = ConcurrentHashMap.newKeySet();

    private FabricLedger(
            ManagedChannel channel,
            Caller caller,
            ConnectionProfile profile,
            ClientLimits limits,
            ClientEnvironment environment) {
        this.channel = channel;
        this.caller = caller;
        this.profile = profile;
        this.limits = limits;
        this.environment = environment;
        this.messages = new Messages(caller, profile, environment);
        this.gateway = Gateway.newInstance()
                .connection(channel)
                .identity(caller.identity())
                .signer(caller.signer())
                .connect();
    }

    /**
     * The ledger at this place, for a caller with this enrolment. Connects at the first call.
     *
     * @param enrolment signs transactions, and opens the mutual TLS connection
     */
    public static Ledger connect(
            ConnectionProfile profile, Enrolment enrolment, ClientLimits limits, ClientEnvironment environment) {
        ManagedChannel channel = TlsChannel.open(profile, enrolment.tls(), environment.executor());
        return new FabricLedger(channel, new Caller(enrolment), profile, limits, environment);
    }

    @Override
    public Receipt submit(Command command) {
        CallDeadline deadline = CallDeadline.after(limits.overall());
        var backoff = new Backoff(limits, environment.jitter());
        byte[] argument = CanonicalJson.encode(command);
        for (int attempt = 1; ; attempt++) {
            Transaction endorsed = endorse(command.function(), argument, deadline);
            Reply reply = reply(endorsed);
            Status status = commit(endorsed, deadline);
            if (status.isSuccessful()) {
                if (reply.code().isRefusal()) {
                    throw new RefusedException(reply.code(), reply.words());
                }
                return new Receipt(status.getTransactionId(), reply.code(), status.getBlockNumber());
            }
            if (!CONFLICTS.contains(status.getCode())) {
                throw new LedgerFaultException("transaction " + status.getTransactionId() + " (" + command.function()
                        + ") was endorsed and then found invalid: " + status.getCode());
            }
            var conflict =
                    new LedgerFaultException(command.function() + " lost against others that wrote the same facts, "
                            + attempt + " times, last as " + status.getTransactionId());
            if (attempt >= limits.conflicts()) {
                throw new LedgerUnavailableException(conflict.getMessage() + "; try later", conflict);
            }
            pause(backoff, deadline, String.valueOf(conflict.getMessage()), conflict);
        }
    }

    @Override
    public <T> Optional<T> read(StateKey<T> key) {
        return query(key.kind(), StateQuery.of(key)).stream()
                .map(StateEntry::value)
                .findFirst();
    }

    @Override
    public <T> List<StateEntry<T>> readAll(StateKind<T> kind, String... firstAttributes) {
        return query(kind, StateQuery.of(kind, firstAttributes));
    }

    private <T> List<StateEntry<T>> query(StateKind<T> kind, StateQuery query) {
        CallDeadline deadline = CallDeadline.after(limits.overall());
        byte[] argument = CanonicalJson.encode(query);
        byte[] facts = retried(
                deadline,
                () -> gateway.newProposal(
                                messages.proposal(StateQuery.FUNCTION, argument).toByteArray())
                        .evaluate(within(deadline, limits.evaluate())));
        try {
            return CanonicalJson.decode(facts, Facts.class).entries(kind);
        } catch (DecodeException | IllegalArgumentException e) {
            throw new LedgerFaultException("the contract's answer to " + query + " is not facts: " + e.getMessage(), e);
        }
    }

    @Override
    public BlockStream blocks(long first) {
        if (first < 0) {
            throw new IllegalArgumentException("blocks are numbered from 0, was " + first);
        }
        return stream(first, null);
    }

    @Override
    public BlockStream blocks(Checkpoint checkpoint) {
        return checkpoint
                .last()
                .map(last -> stream(last.block() + 1, last.hash()))
                .orElseGet(() -> stream(0, null));
    }

    private BlockStream stream(long first, @Nullable Digest previous) {
        var source = new FabricBlockStream.Source(
                channel, messages, new BlockDecoder(profile.chaincode()), caller, environment);
        var stream = new FabricBlockStream(
                source, new Backoff(limits, environment.jitter()), first, previous, streams::remove);
        streams.add(stream);
        if (closed.getCount() == 0) {
            stream.close();
        }
        return stream;
    }

    @Override
    public void close() {
        closed.countDown();
        List.copyOf(streams).forEach(BlockStream::close);
        gateway.close();
        channel.shutdownNow();
    }

    private Transaction endorse(String function, byte[] argument, CallDeadline deadline) {
        return retried(
                deadline,
                () -> gateway.newProposal(messages.proposal(function, argument).toByteArray())
                        .endorse(within(deadline, limits.endorse())));
    }

    private interface Call<T> {
        T run() throws GatewayException;
    }

    /** Calls that change nothing until the peer is there to answer them. */
    private <T> T retried(CallDeadline deadline, Call<T> call) {
        var backoff = new Backoff(limits, environment.jitter());
        while (true) {
            try {
                return call.run();
            } catch (GatewayException e) {
                Failure away = requireAway(Failure.of(e));
                pause(backoff, deadline, away.words(), away.cause());
            }
        }
    }

    /** Hands a transaction over and asks for it until its fate is known. */
    private Status commit(Transaction transaction, CallDeadline deadline) {
        var backoff = new Backoff(limits, environment.jitter());
        String txId = transaction.getTransactionId();
        Optional<Failure> notTaken = handOver(transaction, deadline);
        while (true) {
            // One that was not taken is asked for only briefly: to hand it over again is as harmless as to ask.
            Duration patience = notTaken.isPresent() ? limits.longestPause() : limits.commitStatus();
            try {
                return gateway.newCommit(messages.commitStatus(txId).toByteArray())
                        .getStatus(within(deadline, patience));
            } catch (CommitStatusException e) {
                Failure unheard = requireAway(Failure.of(e));
                notTaken.ifPresent(this::requireAway);
                pauseForOutcome(txId, backoff, deadline, unheard);
                if (e.getStatus().getCode() == io.grpc.Status.Code.DEADLINE_EXCEEDED) {
                    notTaken = handOver(transaction, deadline);
                }
            }
        }
    }

    private void pauseForOutcome(String txId, Backoff backoff, CallDeadline deadline, Failure unheard) {
        try {
            pause(backoff, deadline, unheard.words(), unheard.cause());
        } catch (LedgerUnavailableException e) {
            throw new OutcomeUnknownException(
                    txId,
                    "nobody could say in time whether transaction " + txId
                            + " was committed; sending the command again is harmless",
                    e);
        }
    }

    /** The failure if the orderer did not say that it took the transaction; it may have all the same. */
    private Optional<Failure> handOver(Transaction transaction, CallDeadline deadline) {
        try {
            transaction.submitAsync(within(deadline, limits.submit()));
            return Optional.empty();
        } catch (SubmitException e) {
            Failure failure = Failure.of(e);
            log.atWarn()
                    .addKeyValue("txId", transaction.getTransactionId())
                    .addKeyValue("reason", failure.words())
                    .log("submit failed, outcome unknown; looking it up");
            return Optional.of(failure);
        }
    }

    /** The failure, if the peer is away and trying again may help; everything else is thrown. */
    private Failure requireAway(Failure failure) {
        if (failure.kind() != Failure.Kind.AWAY) {
            throw failure.fatal(caller.certificate(), environment.clock().instant());
        }
        return failure;
    }

    private void pause(Backoff backoff, CallDeadline deadline, String reason, Throwable cause) {
        long nanos = Math.min(backoff.nextNanos(), Math.max(0, deadline.nanosWithin(limits.overall())));
        try {
            if (closed.await(nanos, TimeUnit.NANOSECONDS)) {
                throw new LedgerUnavailableException("the ledger's client was closed", cause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException("interrupted while waiting for the ledger", e);
        }
        if (deadline.isOver()) {
            throw new LedgerUnavailableException(
                    "the ledger at " + profile.endpoint() + " did not answer within "
                            + limits.overall().toSeconds() + " s; try later (" + reason + ")",
                    cause);
        }
        channel.resetConnectBackoff();
    }

    private static UnaryOperator<CallOptions> within(CallDeadline deadline, Duration bound) {
        return options -> options.withDeadlineAfter(deadline.nanosWithin(bound), TimeUnit.NANOSECONDS);
    }

    private static Reply reply(Transaction transaction) {
        try {
            return CanonicalJson.decode(transaction.getResult(), Reply.class);
        } catch (DecodeException e) {
            throw new LedgerFaultException("the contract's answer is not a reply: " + e.getMessage(), e);
        }
    }
}
