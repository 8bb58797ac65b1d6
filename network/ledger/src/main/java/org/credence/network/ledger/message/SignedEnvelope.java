package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * An envelope opened as far as its header.
 *
 * @param bytes the serialized {@code common.Envelope}
 * @param payload what the creator signed
 * @param data the payload's body
 */
public record SignedEnvelope(
        ByteString bytes, ByteString payload, ByteString signature, MessageHeader header, ByteString data) {

    /** @throws InvalidTransactionException when it is empty or cannot be read */
    public static SignedEnvelope parse(ByteString bytes) throws InvalidTransactionException {
        try {
            return open(bytes, Envelope.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidTransactionException(TxValidationCode.INVALID_OTHER_REASON, "the envelope cannot be read");
        }
    }

    /** @throws InvalidTransactionException when it is empty or cannot be read */
    public static SignedEnvelope of(Envelope envelope) throws InvalidTransactionException {
        return open(envelope.toByteString(), envelope);
    }

    private static SignedEnvelope open(ByteString bytes, Envelope envelope) throws InvalidTransactionException {
        if (envelope.getPayload().isEmpty()) {
            throw new InvalidTransactionException(TxValidationCode.NIL_ENVELOPE, "the envelope is empty");
        }
        try {
            Payload payload = Payload.parseFrom(envelope.getPayload());
            if (!payload.hasHeader()) {
                throw new InvalidTransactionException(TxValidationCode.BAD_COMMON_HEADER, "the payload has no header");
            }
            return new SignedEnvelope(
                    bytes,
                    envelope.getPayload(),
                    envelope.getSignature(),
                    MessageHeader.parse(payload.getHeader()),
                    payload.getData());
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidTransactionException(TxValidationCode.BAD_PAYLOAD, "the payload cannot be read");
        }
    }
}
