package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekNewest;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.orderer.SeekSpecified;

/** What is sent to orderers, signed. */
final class OrdererMessages {
    private static final SeekPosition NEWEST =
            SeekPosition.newBuilder().setNewest(SeekNewest.getDefaultInstance()).build();

    private final OrdererAccess access;
    private final ChannelSigner signer;
    private final String channel;

    OrdererMessages(OrdererAccess access, String channel) {
        this.access = access;
        this.signer = access.signer();
        this.channel = channel;
    }

    /** The update as a transaction of the channel. */
    Envelope update(CarriedUpdate update) {
        return sign(HeaderType.CONFIG_UPDATE, update.envelope().toByteString());
    }

    /** A request for the newest block. */
    Envelope newestBlock() {
        return seek(NEWEST, NEWEST);
    }

    /** A request for one block. */
    Envelope block(long number) {
        return seek(position(number), position(number));
    }

    /** A request for this block and all that follow, also those that do not exist yet. */
    Envelope blocksFrom(long number) {
        return seek(position(number), position(Long.MAX_VALUE));
    }

    private Envelope seek(SeekPosition start, SeekPosition stop) {
        return sign(
                HeaderType.DELIVER_SEEK_INFO,
                SeekInfo.newBuilder()
                        .setStart(start)
                        .setStop(stop)
                        .setBehavior(SeekInfo.SeekBehavior.BLOCK_UNTIL_READY)
                        .build()
                        .toByteString());
    }

    /* With mutual TLS an orderer delivers only to a request that names the certificate of the connection it comes by. */
    private Envelope sign(HeaderType type, ByteString data) {
        Instant now = access.clock().instant();
        ChannelHeader header = ChannelHeader.newBuilder()
                .setType(type.getNumber())
                .setChannelId(channel)
                .setTimestamp(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .setTlsCertHash(ByteString.copyFrom(Fingerprint.sha256(
                        Fingerprint.der(access.enrolment().tls().certificate()))))
                .build();
        ByteString payload = Payload.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(header.toByteString())
                        .setSignatureHeader(signer.signatureHeader()))
                .setData(data)
                .build()
                .toByteString();
        return Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(signer.sign(payload))
                .build();
    }

    private static SeekPosition position(long block) {
        return SeekPosition.newBuilder()
                .setSpecified(SeekSpecified.newBuilder().setNumber(block))
                .build();
    }
}
