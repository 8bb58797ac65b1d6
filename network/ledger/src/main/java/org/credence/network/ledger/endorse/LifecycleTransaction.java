package org.credence.network.ledger.endorse;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.credence.network.ledger.collection.CollectionRegistry;
import org.credence.network.ledger.config.ConfigTransaction;
import org.credence.network.ledger.message.ChaincodeProposal;
import org.credence.network.ledger.message.ChaincodeResult;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.Hashes;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.msp.SigningIdentity;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * The host's own transaction that puts the definitions of private data collections on the chain: sent by its orderer,
 * endorsed by its peer, and a contract's transaction in every other respect. No contract can write where it writes.
 */
public final class LifecycleTransaction {
    private static final String FUNCTION = "CommitChaincodeDefinition";
    private static final int OK = 200;

    private final SigningIdentity sender;
    private final SigningIdentity peer;
    private final SecureRandom random;

    /**
     * @param sender the host's orderer
     * @param peer the host's peer
     */
    public LifecycleTransaction(SigningIdentity sender, SigningIdentity peer, SecureRandom random) {
        this.sender = sender;
        this.peer = peer;
        this.random = random;
    }

    /** The transaction that writes these values by key. */
    public Envelope write(String channel, NavigableMap<String, ByteString> values, Instant now) {
        ChaincodeProposal proposal = parsed(proposal(channel, now));
        List<ReadWriteSet.Write> writes = new ArrayList<>();
        values.forEach((key, value) -> writes.add(new ReadWriteSet.Write(key, Optional.of(value))));
        ChaincodeResult result = new ChaincodeResult(
                CollectionRegistry.LIFECYCLE,
                Contracts.VERSION,
                Response.newBuilder().setStatus(OK).build(),
                Optional.empty(),
                new ReadWriteSet(List.of(
                        new ReadWriteSet.Namespace(CollectionRegistry.LIFECYCLE, List.of(), List.of(), writes))));
        ByteString responsePayload = EndorsedTransaction.responsePayload(proposal, result);
        Endorsement endorsement = Endorsement.newBuilder()
                .setEndorser(peer.creator())
                .setSignature(peer.sign(responsePayload, peer.creator()))
                .build();
        Envelope unsigned = EndorsedTransaction.unsigned(proposal, responsePayload, List.of(endorsement));
        return unsigned.toBuilder()
                .setSignature(sender.sign(unsigned.getPayload()))
                .build();
    }

    private SignedProposal proposal(String channel, Instant now) {
        byte[] bytes = new byte[ConfigTransaction.NONCE_BYTES];
        random.nextBytes(bytes);
        ByteString nonce = ByteString.copyFrom(bytes);
        ChaincodeID contract =
                ChaincodeID.newBuilder().setName(CollectionRegistry.LIFECYCLE).build();
        ByteString call = ChaincodeInvocationSpec.newBuilder()
                .setChaincodeSpec(ChaincodeSpec.newBuilder()
                        .setChaincodeId(contract)
                        .setInput(ChaincodeInput.newBuilder().addArgs(ByteString.copyFromUtf8(FUNCTION))))
                .build()
                .toByteString();
        ChannelHeader channelHeader = ChannelHeader.newBuilder()
                .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                .setChannelId(channel)
                .setTxId(Hashes.transactionId(nonce, sender.creator()))
                .setTimestamp(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .setExtension(ChaincodeHeaderExtension.newBuilder()
                        .setChaincodeId(contract)
                        .build()
                        .toByteString())
                .build();
        SignatureHeader signatureHeader = SignatureHeader.newBuilder()
                .setCreator(sender.creator())
                .setNonce(nonce)
                .build();
        ByteString proposal = Proposal.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(channelHeader.toByteString())
                        .setSignatureHeader(signatureHeader.toByteString())
                        .build()
                        .toByteString())
                .setPayload(ChaincodeProposalPayload.newBuilder()
                        .setInput(call)
                        .build()
                        .toByteString())
                .build()
                .toByteString();
        return SignedProposal.newBuilder()
                .setProposalBytes(proposal)
                .setSignature(sender.sign(proposal))
                .build();
    }

    private static ChaincodeProposal parsed(SignedProposal proposal) {
        try {
            return ChaincodeProposal.parse(proposal);
        } catch (InvalidTransactionException e) {
            throw new IllegalStateException("the ledger's own proposal can be read", e);
        }
    }
}
