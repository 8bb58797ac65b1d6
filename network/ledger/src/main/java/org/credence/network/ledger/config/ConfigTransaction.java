package org.credence.network.ledger.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.security.SecureRandom;
import java.time.Instant;
import org.credence.network.identity.NodeOu;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.msp.SigningIdentity;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/** A configuration in the envelope that stands in a block: type CONFIG, signed by the host's orderer. */
public final class ConfigTransaction {
    /** Length of a signature header's nonce, in bytes. */
    public static final int NONCE_BYTES = 24;

    private ConfigTransaction() {}

    /** The serialized envelope. */
    public static ByteString encode(ChannelConfig config, SigningIdentity orderer, Instant time) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        ChannelHeader channelHeader = ChannelHeader.newBuilder()
                .setType(HeaderType.CONFIG_VALUE)
                .setChannelId(config.channel())
                .setTimestamp(
                        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
                .build();
        SignatureHeader signatureHeader = SignatureHeader.newBuilder()
                .setCreator(orderer.creator())
                .setNonce(ByteString.copyFrom(nonce))
                .build();
        ByteString payload = Payload.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(channelHeader.toByteString())
                        .setSignatureHeader(signatureHeader.toByteString()))
                .setData(ConfigCodec.encode(config))
                .build()
                .toByteString();
        return Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(orderer.sign(payload))
                .build()
                .toByteString();
    }

    /** Whether the envelope carries a configuration. */
    public static boolean isConfig(SignedEnvelope envelope) {
        return envelope.header().type() == HeaderType.CONFIG_VALUE;
    }

    /**
     * The configuration in a block's envelope, signatures not looked at.
     *
     * @throws InvalidConfigException when it carries none
     */
    public static ChannelConfig read(ByteString envelope) throws InvalidConfigException {
        try {
            SignedEnvelope opened = SignedEnvelope.parse(envelope);
            if (!isConfig(opened)) {
                throw new InvalidConfigException("the transaction is no config transaction");
            }
            return ConfigCodec.decode(opened.header().channel(), opened.data());
        } catch (InvalidTransactionException e) {
            throw new InvalidConfigException("the config transaction cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The configuration that follows {@code before}, with its signature checked under {@code before}.
     *
     * @param before the configuration in force; for a channel's first, the one in the envelope itself
     * @throws InvalidConfigException when it is another channel's, out of sequence, or not signed by the host's orderer
     */
    public static void verify(SignedEnvelope envelope, ChannelConfig before, SignatureVerifier signatures)
            throws InvalidConfigException {
        if (!envelope.header().channel().equals(before.channel())) {
            throw new InvalidConfigException("the configuration is of channel '"
                    + envelope.header().channel() + "', not '" + before.channel() + "'");
        }
        requireOrderer(
                before,
                signatures,
                envelope.header().creator(),
                envelope.header().timestamp(),
                envelope.signature(),
                envelope.payload());
    }

    private static void requireOrderer(
            ChannelConfig config,
            SignatureVerifier signatures,
            ByteString creator,
            Instant time,
            ByteString signature,
            ByteString message)
            throws InvalidConfigException {
        try {
            KnownIdentity signer = config.membership().identify(creator);
            signer.requireValidAt(time);
            if (!signer.mspId().equals(config.host()) || signer.role() != NodeOu.ORDERER) {
                throw new InvalidConfigException("the signer is not an orderer of " + config.host());
            }
            if (!signatures.verifies(signer, signature, message)) {
                throw new InvalidConfigException("the signature of " + config.host() + "'s orderer does not verify");
            }
        } catch (IdentityRefusedException e) {
            throw new InvalidConfigException(e.reason(), e);
        }
    }
}
