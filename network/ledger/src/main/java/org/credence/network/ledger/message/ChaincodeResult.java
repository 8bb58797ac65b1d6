package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * What a contract's call came to: its response, its event, what it read and writes.
 *
 * @param chaincode the contract's name
 * @param version the contract's version, told to clients
 */
public record ChaincodeResult(
        String chaincode,
        String version,
        Response response,
        Optional<ChaincodeEvent> event,
        ReadWriteSet readWriteSet) {

    /** As Fabric's {@code peer.ChaincodeAction}. */
    public ByteString encode() {
        ChaincodeAction.Builder action = ChaincodeAction.newBuilder()
                .setResults(ReadWriteSetCodec.encode(readWriteSet))
                .setResponse(response)
                .setChaincodeId(ChaincodeID.newBuilder().setName(chaincode).setVersion(version));
        event.ifPresent(it -> action.setEvents(it.toByteString()));
        return action.build().toByteString();
    }

    /** @throws InvalidTransactionException when the bytes are no such action, or the event is another transaction's */
    static ChaincodeResult decode(ByteString bytes, String transactionId) throws InvalidTransactionException {
        try {
            ChaincodeAction action = ChaincodeAction.parseFrom(bytes);
            Optional<ChaincodeEvent> event = action.getEvents().isEmpty()
                    ? Optional.empty()
                    : Optional.of(ChaincodeEvent.parseFrom(action.getEvents()));
            String chaincode = action.getChaincodeId().getName();
            if (event.isPresent()
                    && (!event.get().getTxId().equals(transactionId)
                            || !event.get().getChaincodeId().equals(chaincode))) {
                throw new InvalidTransactionException(
                        TxValidationCode.BAD_RESPONSE_PAYLOAD, "the event is another transaction's or contract's");
            }
            return new ChaincodeResult(
                    chaincode,
                    action.getChaincodeId().getVersion(),
                    action.getResponse(),
                    event,
                    ReadWriteSetCodec.decode(action.getResults()));
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidTransactionException(
                    TxValidationCode.BAD_RESPONSE_PAYLOAD, "the contract's result cannot be read");
        }
    }
}
