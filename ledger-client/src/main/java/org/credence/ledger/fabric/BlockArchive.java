package org.credence.ledger.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.network.identity.Enrolment;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;

/**
 * The ledger's blocks as a peer keeps them, to be kept elsewhere: whole, with the signatures of those who ordered them. For one thread.
 */
public final class BlockArchive implements AutoCloseable {
    /** Fabric's own contract that answers questions on a channel's blocks. */
    private static final String QUERIES = "qscc";

    private final ClientParts client;
    private final ConnectionProfile profile;

    private BlockArchive(ClientParts client, ConnectionProfile profile) {
        this.client = client;
        this.profile = profile;
    }

    /** The archive at this place, for a reader with this enrolment. Connects at the first call. */
    public static BlockArchive connect(
            ConnectionProfile profile, Enrolment enrolment, ClientLimits limits, ClientEnvironment environment) {
        return new BlockArchive(ClientParts.connect(profile, enrolment, limits, environment), profile);
    }

    /**
     * Number of blocks that the gateway's peer has.
     *
     * @throws LedgerUnavailableException if no peer answers in time
     */
    public long height() {
        var questions = new Messages(
                client.caller(),
                new ConnectionProfile(profile.channel(), QUERIES, profile.gateways()),
                client.environment());
        var turns = new Turns(client);
        byte[] channel = profile.channel().getBytes(StandardCharsets.UTF_8);
        byte[] answer = turns.answer(peer -> peer.gateway()
                .newProposal(questions.proposal("GetChainInfo", channel).toByteArray())
                .evaluate(turns.within(client.limits().evaluate())));
        try {
            return BlockchainInfo.parseFrom(answer).getHeight();
        } catch (InvalidProtocolBufferException e) {
            throw new LedgerFaultException("the peer's answer is no information on a chain: " + e.getMessage(), e);
        }
    }

    /**
     * Writes blocks one after the other, each as its length (a varint) and its bytes (a {@code common.Block}).
     *
     * @param first number of the first one
     * @param end number after the last one
     * @throws LedgerUnavailableException if they do not come in time; what was written is not whole then
     * @throws IOException if they cannot be written
     */
    public void copy(long first, long end, OutputStream out) throws IOException, InterruptedException {
        Duration wait = client.limits().overall();
        try (var stream = new FabricBlockStream(
                client, new BlockDecoder(profile.chaincode()), first, null, block -> write(block, out), closed -> {})) {
            for (long number = first; number < end; number++) {
                if (stream.next(wait).isEmpty()) {
                    throw new LedgerUnavailableException(
                            "block %d did not come within %d s; try later".formatted(number, wait.toSeconds()),
                            new IOException("no block"));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(Block block, OutputStream out) {
        try {
            block.writeDelimitedTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.closed().countDown();
        client.gateways().close();
    }
}
