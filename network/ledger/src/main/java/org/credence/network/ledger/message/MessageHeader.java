package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The header of a proposal, a transaction or a request: what it is, for which channel, when, by whom.
 *
 * @param channelHeaderBytes the channel header as sent
 * @param signatureHeaderBytes the signature header as sent
 * @param type Fabric's header type number
 * @param channel the channel's name
 * @param transactionId as the message claims it; see {@link #requireOwnTransactionId}
 * @param timestamp the sender's time
 * @param chaincode the contract's name from the header's extension, empty when there is none
 * @param creator the sender, a serialized identity, never empty
 * @param nonce empty in requests for blocks, never in transactions: see {@link #requireOwnTransactionId}
 */
public record MessageHeader(
        ByteString channelHeaderBytes,
        ByteString signatureHeaderBytes,
        int type,
        String channel,
        String transactionId,
        Instant timestamp,
        String chaincode,
        ByteString creator,
        ByteString nonce) {

    /** @throws InvalidTransactionException when a part is missing or cannot be read, or the epoch is not 0 */
    public static MessageHeader parse(Header header) throws InvalidTransactionException {
        try {
            ChannelHeader channel = ChannelHeader.parseFrom(header.getChannelHeader());
            SignatureHeader signature = SignatureHeader.parseFrom(header.getSignatureHeader());
            if (signature.getCreator().isEmpty()) {
                throw invalid("the header has no creator");
            }
            if (channel.getEpoch() != 0) {
                throw invalid("the epoch must be 0, was " + channel.getEpoch());
            }
            return new MessageHeader(
                    header.getChannelHeader(),
                    header.getSignatureHeader(),
                    channel.getType(),
                    channel.getChannelId(),
                    channel.getTxId(),
                    instant(channel.getTimestamp()),
                    ChaincodeHeaderExtension.parseFrom(channel.getExtension())
                            .getChaincodeId()
                            .getName(),
                    signature.getCreator(),
                    signature.getNonce());
        } catch (InvalidProtocolBufferException | DateTimeException e) {
            throw invalid("the header cannot be read");
        }
    }

    /** @throws InvalidTransactionException unless there is a nonce, and the id is the hash of nonce and creator */
    public void requireOwnTransactionId() throws InvalidTransactionException {
        if (nonce.isEmpty()) {
            throw invalid("the header has no nonce");
        }
        if (!transactionId.equals(Hashes.transactionId(nonce, creator))) {
            throw new InvalidTransactionException(
                    TxValidationCode.BAD_PROPOSAL_TXID,
                    "the transaction id is not the hash of nonce and creator: " + transactionId);
        }
    }

    /** Whether this heads a contract's transaction. */
    public boolean isEndorserTransaction() {
        return type == HeaderType.ENDORSER_TRANSACTION_VALUE;
    }

    private static Instant instant(Timestamp time) throws InvalidTransactionException {
        Instant instant = Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
        if (instant.getEpochSecond() != time.getSeconds()) {
            throw invalid("the timestamp's nanoseconds are out of range: " + time);
        }
        return instant;
    }

    private static InvalidTransactionException invalid(String reason) {
        return new InvalidTransactionException(TxValidationCode.BAD_COMMON_HEADER, reason);
    }
}
