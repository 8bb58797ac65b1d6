package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A contract's transaction, as it stands in a block.
 *
 * @param envelope the envelope it came in
 * @param arguments the call's arguments, the function's name first
 * @param responsePayload the serialized {@code peer.ProposalResponsePayload} that endorsers signed
 * @param result what the call came to
 */
public record EndorsedTransaction(
        SignedEnvelope envelope,
        List<ByteString> arguments,
        ByteString responsePayload,
        ChaincodeResult result,
        List<Endorsement> endorsements) {
    public EndorsedTransaction {
        arguments = List.copyOf(arguments);
        endorsements = List.copyOf(endorsements);
    }

    public MessageHeader header() {
        return envelope.header();
    }

    /**
     * The transaction in this envelope, consistent with itself: one action, by the envelope's creator, whose proposal hash
     * is that of the envelope's headers and the call. Signatures are not looked at.
     *
     * @throws InvalidTransactionException otherwise
     */
    public static EndorsedTransaction parse(SignedEnvelope envelope) throws InvalidTransactionException {
        try {
            Transaction transaction = Transaction.parseFrom(envelope.data());
            if (transaction.getActionsCount() == 0) {
                throw new InvalidTransactionException(TxValidationCode.NIL_TXACTION, "the transaction has no action");
            }
            if (transaction.getActionsCount() > 1) {
                throw invalid("the transaction has " + transaction.getActionsCount() + " actions, one is allowed");
            }
            return parse(envelope, transaction.getActions(0));
        } catch (InvalidProtocolBufferException e) {
            throw invalid("the transaction cannot be read");
        }
    }

    private static EndorsedTransaction parse(SignedEnvelope envelope, TransactionAction action)
            throws InvalidTransactionException, InvalidProtocolBufferException {
        MessageHeader header = envelope.header();
        if (!action.getHeader().equals(header.signatureHeaderBytes())) {
            throw invalid("the action's creator is not the envelope's");
        }
        ChaincodeActionPayload payload = ChaincodeActionPayload.parseFrom(action.getPayload());
        ChaincodeEndorsedAction endorsed = payload.getAction();
        ProposalResponsePayload response = ProposalResponsePayload.parseFrom(endorsed.getProposalResponsePayload());
        ByteString hash = Hashes.sha256(
                header.channelHeaderBytes(), header.signatureHeaderBytes(), payload.getChaincodeProposalPayload());
        if (!response.getProposalHash().equals(hash)) {
            throw invalid("the endorsement is of another proposal");
        }
        var proposal = ChaincodeProposalPayload.parseFrom(payload.getChaincodeProposalPayload());
        var call = ChaincodeInvocationSpec.parseFrom(proposal.getInput()).getChaincodeSpec();
        ChaincodeResult result = ChaincodeResult.decode(response.getExtension(), header.transactionId());
        if (result.chaincode().isEmpty()
                || !result.chaincode().equals(header.chaincode())
                || !result.chaincode().equals(call.getChaincodeId().getName())) {
            throw new InvalidTransactionException(
                    TxValidationCode.INVALID_CHAINCODE, "the header, the call and the result name different contracts");
        }
        return new EndorsedTransaction(
                envelope,
                call.getInput().getArgsList(),
                endorsed.getProposalResponsePayload(),
                result,
                endorsed.getEndorsementsList());
    }

    /** What an endorser signs: the hash of the proposal, and the result. */
    public static ByteString responsePayload(ChaincodeProposal proposal, ChaincodeResult result) {
        return ProposalResponsePayload.newBuilder()
                .setProposalHash(proposal.hash())
                .setExtension(result.encode())
                .build()
                .toByteString();
    }

    /** The envelope for the client to sign. */
    public static Envelope unsigned(
            ChaincodeProposal proposal, ByteString responsePayload, List<Endorsement> endorsements) {
        ChaincodeActionPayload action = ChaincodeActionPayload.newBuilder()
                .setChaincodeProposalPayload(proposal.publicPayload())
                .setAction(ChaincodeEndorsedAction.newBuilder()
                        .setProposalResponsePayload(responsePayload)
                        .addAllEndorsements(endorsements))
                .build();
        Transaction transaction = Transaction.newBuilder()
                .addActions(TransactionAction.newBuilder()
                        .setHeader(proposal.header().signatureHeaderBytes())
                        .setPayload(action.toByteString()))
                .build();
        Header header = Header.newBuilder()
                .setChannelHeader(proposal.header().channelHeaderBytes())
                .setSignatureHeader(proposal.header().signatureHeaderBytes())
                .build();
        return Envelope.newBuilder()
                .setPayload(Payload.newBuilder()
                        .setHeader(header)
                        .setData(transaction.toByteString())
                        .build()
                        .toByteString())
                .build();
    }

    private static InvalidTransactionException invalid(String reason) {
        return new InvalidTransactionException(TxValidationCode.INVALID_ENDORSER_TRANSACTION, reason);
    }
}
