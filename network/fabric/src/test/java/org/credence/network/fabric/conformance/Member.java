package org.credence.network.fabric.conformance;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Pem;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** One organization's client at its own gateway. */
final class Member implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;

    private final String mspId;
    private final Enrolment enrolment;
    private final ManagedChannel channel;
    private final Gateway gateway;

    private Member(String mspId, Enrolment enrolment, ManagedChannel channel, Gateway gateway) {
        this.mspId = mspId;
        this.enrolment = enrolment;
        this.channel = channel;
        this.gateway = gateway;
    }

    /** A client with a certificate of its own. */
    static Member of(Engine engine, String mspId, IssueRequest request) {
        Enrolment enrolment = engine.authority(mspId).issue(request);
        ManagedChannel channel = engine.connect(mspId, enrolment.tls());
        try {
            Gateway gateway = Gateway.newInstance()
                    .identity(new X509Identity(mspId, enrolment.identity().certificate()))
                    .signer(Signers.newPrivateKeySigner(enrolment.identity().privateKey()))
                    .hash(Hash.SHA256)
                    .tlsClientCertificateHash(MessageDigest.getInstance("SHA-256")
                            .digest(enrolment.tls().certificate().getEncoded()))
                    .connection(channel)
                    .evaluateOptions(options -> options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .endorseOptions(options -> options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .submitOptions(options -> options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .commitStatusOptions(options -> options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .connect();
            return new Member(mspId, enrolment, channel, gateway);
        } catch (java.security.GeneralSecurityException | RuntimeException e) {
            channel.shutdownNow();
            throw new IllegalStateException("the client of " + mspId + " cannot be made", e);
        }
    }

    String mspId() {
        return mspId;
    }

    Enrolment enrolment() {
        return enrolment;
    }

    Gateway gateway() {
        return gateway;
    }

    Network network() {
        return gateway.getNetwork(Engine.CHANNEL);
    }

    Contract contract() {
        return network().getContract(Engine.CONTRACT);
    }

    /** The identity as proposals carry it. */
    ByteString creator() {
        return SerializedIdentity.newBuilder()
                .setMspid(mspId)
                .setIdBytes(
                        ByteString.copyFromUtf8(Pem.encode(enrolment.identity().certificate())))
                .build()
                .toByteString();
    }

    String evaluate(String function, String... args) throws GatewayException {
        return text(contract().evaluateTransaction(function, args));
    }

    Proposal proposal(String function, String... args) {
        return contract().newProposal(function).addArguments(args).build();
    }

    Proposal proposal(Map<String, String> transientValues, String function, String... args) {
        Proposal.Builder builder = contract().newProposal(function).addArguments(args);
        transientValues.forEach(builder::putTransient);
        return builder.build();
    }

    Transaction endorse(String function, String... args) throws EndorseException {
        return proposal(function, args).endorse();
    }

    /**
     * Sends a transaction and tells what became of it. When the ordering service is said not to have taken it, it may have
     * taken it all the same: what counts is the block.
     */
    Status submit(Transaction transaction) throws GatewayException {
        try {
            transaction.submitAsync();
        } catch (SubmitException e) {
            if (e.getStatus().getCode() != io.grpc.Status.Code.UNAVAILABLE) {
                throw e;
            }
        }
        return status(transaction.getTransactionId());
    }

    /** What became of a transaction, as soon as this organization's peer knows. */
    Status status(String transactionId) throws GatewayException {
        CommitStatusRequest request = CommitStatusRequest.newBuilder()
                .setChannelId(Engine.CHANNEL)
                .setTransactionId(transactionId)
                .setIdentity(creator())
                .build();
        return gateway.newCommit(SignedCommitStatusRequest.newBuilder()
                        .setRequest(request.toByteString())
                        .build()
                        .toByteArray())
                .getStatus();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        gateway.close();
        channel.shutdownNow();
    }
}
