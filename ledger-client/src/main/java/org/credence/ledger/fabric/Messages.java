package org.credence.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.credence.protocol.Digest;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.orderer.SeekSpecified;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * Messages as Fabric wants them, with time and nonces from outside: the gateway client's own builders stamp everything with the
 * system's clock, and a recorded study could not be played again. Its offline calls take these bytes.
 */
final class Messages {
    private static final int NONCE_BYTES = 24;
    private static final long NEWEST = Long.MAX_VALUE;

    private final Caller caller;
    private final String channel;
    private final ChaincodeID chaincode;
    private final InstantSource clock;
    private final RandomGenerator nonces;

    Messages(Caller caller, ConnectionProfile profile, ClientEnvironment environment) {
        this.caller = caller;
        this.channel = profile.channel();
        this.chaincode = ChaincodeID.newBuilder().setName(profile.chaincode()).build();
        this.clock = environment.clock();
        this.nonces = environment.nonces();
    }

    /** An unsigned proposal for a function of the contract; each has a transaction id of its own. */
    ProposedTransaction proposal(String function, byte[] argument) {
        ByteString nonce = nonce();
        String txId =
                Digest.sha256(nonce.concat(caller.creator()).toByteArray()).hex();
        ChannelHeader.Builder header = channelHeader(HeaderType.ENDORSER_TRANSACTION)
                .setTxId(txId)
                .setExtension(ChaincodeHeaderExtension.newBuilder()
                        .setChaincodeId(chaincode)
                        .build()
                        .toByteString());
        var input = ChaincodeInput.newBuilder()
                .addArgs(ByteString.copyFrom(function, StandardCharsets.UTF_8))
                .addArgs(ByteString.copyFrom(argument));
        var invocation = ChaincodeInvocationSpec.newBuilder()
                .setChaincodeSpec(
                        ChaincodeSpec.newBuilder().setChaincodeId(chaincode).setInput(input));
        var payload = ChaincodeProposalPayload.newBuilder()
                .setInput(invocation.build().toByteString());
        var proposal = Proposal.newBuilder()
                .setHeader(header(header, nonce).toByteString())
                .setPayload(payload.build().toByteString());
        return ProposedTransaction.newBuilder()
                .setTransactionId(txId)
                .setProposal(SignedProposal.newBuilder()
                        .setProposalBytes(proposal.build().toByteString()))
                .build();
    }

    /** An unsigned question whether a transaction is committed. */
    SignedCommitStatusRequest commitStatus(String txId) {
        return SignedCommitStatusRequest.newBuilder()
                .setRequest(CommitStatusRequest.newBuilder()
                        .setChannelId(channel)
                        .setTransactionId(txId)
                        .setIdentity(caller.creator())
                        .build()
                        .toByteString())
                .build();
    }

    /** A signed request for all blocks from this one on. */
    Envelope blocksFrom(long first) {
        var seek = SeekInfo.newBuilder()
                .setStart(position(first))
                .setStop(position(NEWEST))
                .setBehavior(SeekInfo.SeekBehavior.BLOCK_UNTIL_READY);
        ChannelHeader.Builder header =
                channelHeader(HeaderType.DELIVER_SEEK_INFO).setTlsCertHash(caller.tlsCertificateHash());
        ByteString payload = Payload.newBuilder()
                .setHeader(header(header, nonce()))
                .setData(seek.build().toByteString())
                .build()
                .toByteString();
        return Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(caller.sign(payload))
                .build();
    }

    private ChannelHeader.Builder channelHeader(HeaderType type) {
        Instant now = clock.instant();
        return ChannelHeader.newBuilder()
                .setType(type.getNumber())
                .setChannelId(channel)
                .setTimestamp(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()));
    }

    private Header header(ChannelHeader.Builder channelHeader, ByteString nonce) {
        return Header.newBuilder()
                .setChannelHeader(channelHeader.build().toByteString())
                .setSignatureHeader(SignatureHeader.newBuilder()
                        .setCreator(caller.creator())
                        .setNonce(nonce)
                        .build()
                        .toByteString())
                .build();
    }

    private ByteString nonce() {
        var nonce = new byte[NONCE_BYTES];
        nonces.nextBytes(nonce);
        return ByteString.copyFrom(nonce);
    }

    private static SeekPosition position(long block) {
        return SeekPosition.newBuilder()
                .setSpecified(SeekSpecified.newBuilder().setNumber(block))
                .build();
    }
}
