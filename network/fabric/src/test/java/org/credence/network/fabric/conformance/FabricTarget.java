package org.credence.network.fabric.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.credence.ledger.BlockStream;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerTransaction;
import org.credence.ledger.LedgerWrite;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.network.fabric.Host;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.Pem;
import org.credence.protocol.Code;
import org.credence.protocol.Event;
import org.credence.protocol.StateView;
import org.credence.protocol.TxContext;
import org.credence.protocol.rules.LedgerState;
import org.credence.protocol.trace.Trace;
import org.credence.protocol.trace.TraceTarget;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** The contract on a Fabric network, under one name; its state is what the write sets in the blocks add up to. */
final class FabricTarget implements TraceTarget, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern REFUSAL =
            Pattern.compile("chaincode response 500, ([A-Z][A-Z_]+): .*", Pattern.DOTALL);

    private final TraceNetwork network;
    private final String contract;
    private final long firstTime;
    /* One to each host's gateway, that of this trace first. */
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final Map<String, Sender> senders = new TreeMap<>();
    private final Ledger follower;
    private Optional<BlockStream> blocks = Optional.empty();
    private final LedgerState state = new LedgerState();

    /** @param place the trace's, which also says which host's gateway endorses first */
    FabricTarget(TraceNetwork network, Trace trace, int place, Executor executor) {
        this.network = network;
        this.contract = TraceNetwork.contract(place);
        this.firstTime = trace.steps().get(0).time();
        Enrolment first = network.enrolment(trace.members().get(0).value(), "member");
        List<Host> hosts = network.hosts();
        for (int i = 0; i < hosts.size(); i++) {
            channels.add(network.connect(hosts.get((place + i) % hosts.size()), first));
        }
        follower = FabricLedger.connect(
                network.profile(hosts.get(place % hosts.size()), contract),
                first,
                ClientLimits.DEFAULT,
                new ClientEnvironment(InstantSource.system(), network.random(), network.random(), executor));
    }

    /** One certificate's way to the ledger, through every host's gateway. */
    private record Sender(ByteString creator, List<Gateway> gateways) {
        Status status(Gateway gateway, String transactionId) throws GatewayException {
            CommitStatusRequest request = CommitStatusRequest.newBuilder()
                    .setChannelId(TraceNetwork.CHANNEL)
                    .setTransactionId(transactionId)
                    .setIdentity(creator)
                    .build();
            return gateway.newCommit(SignedCommitStatusRequest.newBuilder()
                            .setRequest(request.toByteString())
                            .build()
                            .toByteArray())
                    .getStatus();
        }

        /** What became of a transaction, when every peer that may endorse the next one knows it. */
        Status status(String transactionId) throws GatewayException {
            for (Gateway gateway : gateways.subList(1, gateways.size())) {
                status(gateway, transactionId);
            }
            return status(gateways.get(0), transactionId);
        }
    }

    @Override
    public Answer submit(TxContext context, String function, String argument) {
        Sender sender = senders.computeIfAbsent(context.caller() + "/" + context.role(), key -> sender(context));
        var proposal = new TimedProposal(
                TraceNetwork.CHANNEL, contract, network.time(context.time() - firstTime), List.of(function, argument));
        try {
            Transaction endorsed = sender.gateways()
                    .get(0)
                    .newProposal(proposal.from(sender.creator(), network.random()))
                    .endorse();
            LedgerTransaction committed = committed(sender, endorsed);
            return new Answer(
                    committed.reply().orElseThrow().code(),
                    committed.event().map(Event::name).orElse(null));
        } catch (EndorseException e) {
            return new Answer(refusal(e), null);
        } catch (GatewayException e) {
            throw new AssertionError(e);
        }
    }

    private LedgerTransaction committed(Sender sender, Transaction endorsed) throws GatewayException {
        try {
            endorsed.submitAsync();
        } catch (SubmitException e) {
            // A BFT gateway says so also of transactions that the ordering service has; the block decides.
            assertThat(e.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNAVAILABLE);
        }
        Status status = sender.status(endorsed.getTransactionId());
        assertThat(status.isSuccessful()).as("%s", status.getCode()).isTrue();
        return follow(status);
    }

    private static Code refusal(EndorseException e) {
        String words = e.getDetails().get(0).getMessage();
        Matcher refusal = REFUSAL.matcher(words);
        if (!refusal.matches()) {
            throw new AssertionError(words, e);
        }
        return Code.valueOf(refusal.group(1));
    }

    private Sender sender(TxContext context) {
        Enrolment enrolment =
                network.enrolment(context.caller().value(), context.role().attribute());
        var identity = new X509Identity(
                enrolment.identity().mspId(), enrolment.identity().certificate());
        ByteString creator = SerializedIdentity.newBuilder()
                .setMspid(enrolment.identity().mspId())
                .setIdBytes(
                        ByteString.copyFromUtf8(Pem.encode(enrolment.identity().certificate())))
                .build()
                .toByteString();
        return new Sender(
                creator,
                channels.stream()
                        .map(channel -> Gateway.newInstance()
                                .connection(channel)
                                .identity(identity)
                                .signer(Signers.newPrivateKeySigner(
                                        enrolment.identity().privateKey()))
                                .connect())
                        .toList());
    }

    /** Reads blocks up to the one that holds this transaction. */
    private LedgerTransaction follow(Status status) {
        BlockStream stream = blocks.orElseGet(() -> follower.blocks(status.getBlockNumber()));
        blocks = Optional.of(stream);
        while (true) {
            for (LedgerTransaction transaction : next(stream).transactions()) {
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

    private static LedgerBlock next(BlockStream stream) {
        try {
            return stream.next(PATIENCE).orElseThrow();
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
        senders.values().forEach(sender -> sender.gateways().forEach(Gateway::close));
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
