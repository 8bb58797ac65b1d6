package org.credence.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.credence.ledger.BlockStream;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerTransaction;
import org.credence.ledger.LedgerWrite;
import org.credence.network.ledger.EmbeddedLedger;
import org.credence.protocol.Event;
import org.credence.protocol.Reply;
import org.credence.protocol.StateView;
import org.credence.protocol.TxContext;
import org.credence.protocol.rules.LedgerState;
import org.credence.protocol.trace.Trace;
import org.credence.protocol.trace.TraceReplay;
import org.credence.protocol.trace.TraceTarget;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract on the embedded ledger lives the reference model's histories: real certificates and signatures, real endorsement,
 * validation and blocks. Proposals carry the trace's time; the state is what the blocks' write sets add up to.
 */
@Timeout(180)
final class ContractTraceIT {
    @TempDir
    private static Path folder;

    private static TraceNetwork network;
    private static ExecutorService executor;

    @BeforeAll
    static void found() {
        network = new TraceNetwork(folder, Trace.all());
        executor = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void disband() {
        executor.shutdownNow();
    }

    static List<Trace> traces() {
        return Trace.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traces")
    void replaysWithTheSameCodesEventsAndStates(Trace trace, @TempDir Path home) {
        network.setTime(0);
        try (EmbeddedLedger ledger = network.ledger(home);
                LedgerTarget target = new LedgerTarget(ledger, trace)) {
            TraceReplay.run(trace, target);
        }
    }

    /** The ledger, whoever sends to it, and somebody who follows its blocks. */
    private static final class LedgerTarget implements TraceTarget, AutoCloseable {
        private static final Duration PATIENCE = Duration.ofSeconds(60);

        private final ConnectionProfile profile;
        private final ClientEnvironment environment =
                new ClientEnvironment(network.clock(), new SecureRandom(), new TestNetwork.LockedRandom(), executor);
        private final long firstTime;
        private final ManagedChannel channel;
        private final Map<String, Sender> senders = new TreeMap<>();
        private final Ledger follower;
        private final BlockStream blocks;
        private final LedgerState state = new LedgerState();

        LedgerTarget(EmbeddedLedger ledger, Trace trace) {
            profile = network.profile(ledger);
            firstTime = trace.steps().get(0).time();
            String first = trace.members().get(0).value();
            channel = TlsChannel.open(
                    profile.gateways().get(0),
                    network.enrolment(first, "member").tls(),
                    executor);
            follower =
                    FabricLedger.connect(profile, network.enrolment(first, "member"), TestNetwork.PATIENT, environment);
            blocks = follower.blocks(0);
        }

        @Override
        public Answer submit(TxContext context, String function, String argument) {
            network.setTime(context.time() - firstTime);
            Sender sender = senders.computeIfAbsent(context.caller() + "/" + context.role(), key -> sender(context));
            try {
                Transaction endorsed = sender.endorse(function, argument);
                endorsed.submitAsync();
                Status status = sender.status(endorsed);
                assertThat(status.isSuccessful()).as("%s", status.getCode()).isTrue();
                LedgerTransaction committed = follow(status);
                Reply reply = committed.reply().orElseThrow();
                return new Answer(
                        reply.code(), committed.event().map(Event::name).orElse(null));
            } catch (EndorseException e) {
                Failure failure = Failure.of(e, "ledger");
                return new Answer(
                        failure.refusal()
                                .orElseThrow(() -> new AssertionError(failure.words(), e))
                                .code(),
                        null);
            } catch (GatewayException e) {
                throw new AssertionError(e);
            }
        }

        private Sender sender(TxContext context) {
            var caller = new Caller(
                    network.enrolment(context.caller().value(), context.role().attribute()));
            Gateway gateway = Gateway.newInstance()
                    .connection(channel)
                    .identity(caller.identity())
                    .signer(caller.signer())
                    .connect();
            return new Sender(gateway, new Messages(caller, profile, environment));
        }

        /** Reads blocks up to the one that holds this transaction. */
        private LedgerTransaction follow(Status status) {
            while (true) {
                LedgerBlock block = nextBlock();
                for (LedgerTransaction transaction : block.transactions()) {
                    assertThat(transaction.isValid()).isTrue();
                    for (LedgerWrite write : transaction.writes()) {
                        state.apply(write.ledgerKey(), write.value());
                    }
                    if (transaction.id().equals(status.getTransactionId())) {
                        return transaction;
                    }
                }
            }
        }

        private LedgerBlock nextBlock() {
            try {
                return blocks.next(PATIENCE).orElseThrow();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public StateView state() {
            return state;
        }

        @Override
        public void close() {
            follower.close();
            senders.values().forEach(sender -> sender.gateway().close());
            channel.shutdownNow();
        }
    }

    /** One certificate's way to the ledger. All share a connection: who signs the messages counts, not who holds the line. */
    private record Sender(Gateway gateway, Messages messages) {
        Transaction endorse(String function, String argument) throws EndorseException {
            return gateway.newProposal(messages.proposal(function, argument.getBytes(StandardCharsets.UTF_8))
                            .toByteArray())
                    .endorse();
        }

        Status status(Transaction transaction) throws GatewayException {
            return gateway.newCommit(messages.commitStatus(transaction.getTransactionId())
                            .toByteArray())
                    .getStatus();
        }
    }
}
