package org.credence.network.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.credence.network.identity.Identity;
import org.credence.network.ledger.message.Hashes;
import org.credence.network.ledger.msp.SigningIdentity;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** Builds messages by hand, right or wrong in one point. */
public final class Forge {
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final SigningIdentity signer;
    private final ChannelHeader.Builder channelHeader;
    private final SignatureHeader.Builder signatureHeader;
    private String calledContract = Consortium.CONTRACT;
    private List<String> args = List.of("increment", "n");
    private boolean ownId = true;

    /** A proposal to increment a counter, right in every point. */
    public Forge(Identity identity, Instant time) {
        signer = new SigningIdentity(identity);
        byte[] nonce = new byte[24];
        new SecureRandom().nextBytes(nonce);
        signatureHeader =
                SignatureHeader.newBuilder().setCreator(signer.creator()).setNonce(ByteString.copyFrom(nonce));
        channelHeader = ChannelHeader.newBuilder()
                .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                .setChannelId(Consortium.CHANNEL)
                .setTimestamp(
                        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
                .setExtension(ChaincodeHeaderExtension.newBuilder()
                        .setChaincodeId(ChaincodeID.newBuilder().setName(Consortium.CONTRACT))
                        .build()
                        .toByteString());
    }

    public Forge channel(String name) {
        channelHeader.setChannelId(name);
        return this;
    }

    public Forge epoch(long epoch) {
        channelHeader.setEpoch(epoch);
        return this;
    }

    public Forge type(HeaderType type) {
        channelHeader.setType(type.getNumber());
        return this;
    }

    public Forge nonce(ByteString nonce) {
        signatureHeader.setNonce(nonce);
        return this;
    }

    public Forge creator(ByteString creator) {
        signatureHeader.setCreator(creator);
        return this;
    }

    public Forge transactionId(String id) {
        channelHeader.setTxId(id);
        ownId = false;
        return this;
    }

    /** The contract in the call; the header keeps naming the right one. */
    public Forge calling(String contract) {
        calledContract = contract;
        return this;
    }

    public Forge args(String... values) {
        args = List.of(values);
        return this;
    }

    /** The signed proposal. */
    public SignedProposal build() {
        if (ownId) {
            channelHeader.setTxId(Hashes.transactionId(signatureHeader.getNonce(), signatureHeader.getCreator()));
        }
        ChaincodeInput.Builder input = ChaincodeInput.newBuilder();
        args.forEach(arg -> input.addArgs(ByteString.copyFromUtf8(arg)));
        ByteString call = ChaincodeInvocationSpec.newBuilder()
                .setChaincodeSpec(ChaincodeSpec.newBuilder()
                        .setChaincodeId(ChaincodeID.newBuilder().setName(calledContract))
                        .setInput(input))
                .build()
                .toByteString();
        ByteString proposal = Proposal.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(channelHeader.build().toByteString())
                        .setSignatureHeader(signatureHeader.build().toByteString())
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
                .setSignature(signer.sign(proposal))
                .build();
    }

    /** The transaction that the ledger endorses for this proposal, signed. */
    public Envelope endorsed(Client client) {
        Envelope unsigned = endorse(client, build());
        return unsigned.toBuilder()
                .setSignature(signer.sign(unsigned.getPayload()))
                .build();
    }

    public static Envelope endorse(Client client, SignedProposal proposal) {
        return GatewayGrpc.newBlockingStub(client.channel())
                .endorse(EndorseRequest.newBuilder()
                        .setProposedTransaction(proposal)
                        .setChannelId(Consortium.CHANNEL)
                        .build())
                .getPreparedTransaction();
    }

    public static void evaluate(Client client, SignedProposal proposal) {
        var unused = GatewayGrpc.newBlockingStub(client.channel())
                .evaluate(EvaluateRequest.newBuilder()
                        .setProposedTransaction(proposal)
                        .setChannelId(Consortium.CHANNEL)
                        .build());
    }

    public static void submit(Client client, Envelope envelope) {
        var unused = GatewayGrpc.newBlockingStub(client.channel())
                .submit(SubmitRequest.newBuilder()
                        .setPreparedTransaction(envelope)
                        .setChannelId(Consortium.CHANNEL)
                        .build());
    }

    /** What the ledger says in a failure's details. */
    public static String detail(StatusRuntimeException failure) {
        try {
            return StatusProto.fromThrowable(failure)
                    .getDetails(0)
                    .unpack(ErrorDetail.class)
                    .getMessage();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError("the failure has no gateway detail", e);
        }
    }

    /** The other signature that the same key and message have: s in the upper half. */
    public static ByteString highS(ByteString signature) throws Exception {
        ASN1Sequence sequence = ASN1Sequence.getInstance(signature.toByteArray());
        ASN1Integer r = ASN1Integer.getInstance(sequence.getObjectAt(0));
        ASN1Integer s = ASN1Integer.getInstance(sequence.getObjectAt(1));
        return ByteString.copyFrom(new DERSequence(
                        new ASN1Integer[] {r, new ASN1Integer(P256_ORDER.subtract(s.getValue()))})
                .getEncoded());
    }
}
