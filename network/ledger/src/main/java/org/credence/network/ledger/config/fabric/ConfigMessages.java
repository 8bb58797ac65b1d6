package org.credence.network.ledger.config.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.credence.network.ledger.config.InvalidConfigException;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;

/**
 * The messages of config transactions. The one in block 0 has no sender, so it is opened here and not as a transaction.
 *
 * @param channel that the header names
 * @param config the payload
 */
record ConfigMessages(String channel, ConfigEnvelope config) {
    /**
     * Opens a config transaction; signatures are not looked at.
     *
     * @throws InvalidConfigException when it is none
     */
    static ConfigMessages open(ByteString envelope) throws InvalidConfigException {
        try {
            Payload payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
            ChannelHeader header = header(payload, HeaderType.CONFIG);
            ConfigEnvelope config = ConfigEnvelope.parseFrom(payload.getData());
            if (!config.hasConfig() || !config.getConfig().hasChannelGroup()) {
                throw new InvalidConfigException("the config transaction has no configuration");
            }
            return new ConfigMessages(header.getChannelId(), config);
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("the config transaction cannot be read: " + e.getMessage(), e);
        }
    }

    static boolean isConfig(ByteString envelope) {
        try {
            header(Payload.parseFrom(Envelope.parseFrom(envelope).getPayload()), HeaderType.CONFIG);
            return true;
        } catch (InvalidProtocolBufferException | InvalidConfigException e) {
            return false;
        }
    }

    /* The header of a payload of this type. */
    private static ChannelHeader header(Payload payload, HeaderType type)
            throws InvalidConfigException, InvalidProtocolBufferException {
        ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        if (header.getType() != type.getNumber()) {
            throw new InvalidConfigException("the type must be " + type + ", was " + header.getType());
        }
        return header;
    }
}
