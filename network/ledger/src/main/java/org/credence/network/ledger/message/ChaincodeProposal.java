package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A client's proposal to call a contract.
 *
 * @param signed the proposal as sent
 * @param headerBytes the serialized {@code common.Header}
 * @param publicPayload the payload without its transient part, as it goes into the transaction
 * @param arguments the call's arguments, the function's name first
 * @param transientValues values that never reach the ledger
 */
public record ChaincodeProposal(
        SignedProposal signed,
        ByteString headerBytes,
        MessageHeader header,
        ByteString publicPayload,
        List<ByteString> arguments,
        Map<String, ByteString> transientValues) {

    /** @throws InvalidTransactionException when it is no proposal, or does not agree with itself */
    public static ChaincodeProposal parse(SignedProposal signed) throws InvalidTransactionException {
        try {
            Proposal proposal = Proposal.parseFrom(signed.getProposalBytes());
            MessageHeader header = MessageHeader.parse(Header.parseFrom(proposal.getHeader()));
            if (!header.isEndorserTransaction()) {
                throw invalid("a proposal's type must be ENDORSER_TRANSACTION, was " + header.type());
            }
            header.requireOwnTransactionId();
            ChaincodeProposalPayload payload = ChaincodeProposalPayload.parseFrom(proposal.getPayload());
            var call = ChaincodeInvocationSpec.parseFrom(payload.getInput()).getChaincodeSpec();
            if (header.chaincode().isEmpty()
                    || !header.chaincode().equals(call.getChaincodeId().getName())) {
                throw invalid("the header names contract '" + header.chaincode() + "', the call '"
                        + call.getChaincodeId().getName() + "'");
            }
            return new ChaincodeProposal(
                    signed,
                    proposal.getHeader(),
                    header,
                    payload.toBuilder().clearTransientMap().build().toByteString(),
                    List.copyOf(call.getInput().getArgsList()),
                    payload.getTransientMapMap());
        } catch (InvalidProtocolBufferException e) {
            throw invalid("the proposal cannot be read");
        }
    }

    /** What endorsers and validators hash: headers and the public payload. */
    public ByteString hash() {
        return Hashes.sha256(header.channelHeaderBytes(), header.signatureHeaderBytes(), publicPayload);
    }

    private static InvalidTransactionException invalid(String reason) {
        return new InvalidTransactionException(TxValidationCode.BAD_PAYLOAD, reason);
    }
}
