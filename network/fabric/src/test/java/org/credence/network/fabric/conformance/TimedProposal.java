package org.credence.network.fabric.conformance;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * A call at a time of the test's choice; the gateway client's own proposals are always of now.
 *
 * @param contract the contract's name on the channel
 * @param arguments the function's name first
 */
record TimedProposal(String channel, String contract, Instant time, List<String> arguments) {
    private static final int NONCE_BYTES = 24;

    /** The proposal of this sender, for the gateway client to sign. */
    byte[] from(ByteString creator, SecureRandom random) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        ByteString nonce = ByteString.copyFrom(bytes);
        String id = transactionId(nonce, creator);
        ByteString proposal = Proposal.newBuilder()
                .setHeader(header(id, nonce, creator).toByteString())
                .setPayload(payload().toByteString())
                .build()
                .toByteString();
        return ProposedTransaction.newBuilder()
                .setTransactionId(id)
                .setProposal(SignedProposal.newBuilder().setProposalBytes(proposal))
                .build()
                .toByteArray();
    }

    private Header header(String id, ByteString nonce, ByteString creator) {
        ChannelHeader.Builder channelHeader = ChannelHeader.newBuilder()
                .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                .setChannelId(channel)
                .setTxId(id)
                .setTimestamp(
                        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
                .setExtension(ChaincodeHeaderExtension.newBuilder()
                        .setChaincodeId(ChaincodeID.newBuilder().setName(contract))
                        .build()
                        .toByteString());
        return Header.newBuilder()
                .setChannelHeader(channelHeader.build().toByteString())
                .setSignatureHeader(SignatureHeader.newBuilder()
                        .setCreator(creator)
                        .setNonce(nonce)
                        .build()
                        .toByteString())
                .build();
    }

    private ChaincodeProposalPayload payload() {
        ChaincodeInput.Builder input = ChaincodeInput.newBuilder();
        arguments.forEach(argument -> input.addArgs(ByteString.copyFromUtf8(argument)));
        return ChaincodeProposalPayload.newBuilder()
                .setInput(ChaincodeInvocationSpec.newBuilder()
                        .setChaincodeSpec(ChaincodeSpec.newBuilder()
                                .setChaincodeId(ChaincodeID.newBuilder().setName(contract))
                                .setInput(input))
                        .build()
                        .toByteString())
                .build();
    }

    private static String transactionId(ByteString nonce, ByteString creator) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(nonce.toByteArray());
            return HexFormat.of().formatHex(digest.digest(creator.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
