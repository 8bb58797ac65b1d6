package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;

/**
 * A block that puts a configuration in force. Its signatures are not looked at here: who reads it from an orderer trusts that orderer.
 *
 * @param number of the block
 * @param configuration that holds from the next block on
 * @param update serialized {@code common.ConfigUpdate} that led to it; empty for a channel's first block
 * @param bytes serialized {@code common.Block}, with which an ordering node joins
 */
public record ConfigBlock(long number, ChannelConfiguration configuration, ByteString update, ByteString bytes) {

    /**
     * The configuration block that these bytes are: a serialized {@code common.Block}, as {@code configtxgen} and {@code peer channel
     * fetch} write it.
     *
     * @throws InvalidConfigException when they are none
     */
    public static ConfigBlock parse(ByteString block) {
        try {
            return of(Block.parseFrom(block));
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("the bytes are no block: " + e.getMessage(), e);
        }
    }

    /**
     * The configuration that a block puts in force.
     *
     * @throws InvalidConfigException when it puts none in force
     */
    static ConfigBlock of(Block block) {
        long number = block.getHeader().getNumber();
        if (!isConfig(block)) {
            throw new InvalidConfigException("block " + number + " holds no configuration");
        }
        try {
            Payload payload = payload(block);
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            ConfigEnvelope envelope = ConfigEnvelope.parseFrom(payload.getData());
            return new ConfigBlock(
                    number,
                    ChannelConfiguration.of(header.getChannelId(), envelope.getConfig()),
                    update(envelope.getLastUpdate()),
                    block.toByteString());
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("the configuration in block " + number + " cannot be read", e);
        }
    }

    /** Whether another orderer's block says the same; its bytes may differ all the same, by the signatures that each orderer holds. */
    boolean agreesWith(ConfigBlock other) {
        return number == other.number && configuration.equals(other.configuration) && update.equals(other.update);
    }

    /** Whether a block puts a configuration in force: it then holds nothing else. */
    static boolean isConfig(Block block) {
        try {
            return block.getData().getDataCount() == 1
                    && ChannelHeader.parseFrom(payload(block).getHeader().getChannelHeader())
                                    .getType()
                            == HeaderType.CONFIG_VALUE;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private static Payload payload(Block block) throws InvalidProtocolBufferException {
        return Payload.parseFrom(Envelope.parseFrom(block.getData().getData(0)).getPayload());
    }

    private static ByteString update(Envelope lastUpdate) throws InvalidProtocolBufferException {
        ByteString data = Payload.parseFrom(lastUpdate.getPayload()).getData();
        return ConfigUpdateEnvelope.parseFrom(data).getConfigUpdate();
    }
}
