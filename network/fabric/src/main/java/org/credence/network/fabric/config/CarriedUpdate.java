package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/**
 * An update on its way from one organization to the next, with the signatures it has so far. Immutable: signing gives another one.
 *
 * <p>Its file is a serialized {@code common.ConfigUpdateEnvelope}: the update's bytes, which every signature is over, and for each signature
 * its header and itself.
 */
public final class CarriedUpdate {
    /** More than this, in bytes, no update needs: Fabric's orderers take no message above 10 MiB. */
    private static final int MAX_LENGTH = 10 << 20;

    private final ConfigUpdateEnvelope envelope;
    private final String channel;

    private CarriedUpdate(ConfigUpdateEnvelope envelope) {
        this.envelope = envelope;
        try {
            this.channel = ConfigUpdate.parseFrom(envelope.getConfigUpdate()).getChannelId();
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("the update cannot be read: " + e.getMessage(), e);
        }
        if (channel.isEmpty()) {
            throw new InvalidConfigException("the update names no channel");
        }
    }

    /**
     * What leads from one configuration to the other, unsigned.
     *
     * @param inForce the configuration in force
     * @param wanted the same with changes
     * @throws ChangeRefusedException when the two say the same
     */
    public static CarriedUpdate between(ChannelConfiguration inForce, ChannelConfiguration wanted) {
        return new CarriedUpdate(ConfigUpdateEnvelope.newBuilder()
                .setConfigUpdate(Canonical.bytes(UpdateComputation.between(inForce, wanted)))
                .build());
    }

    /**
     * The update that these bytes carry.
     *
     * @param source where the bytes come from, for the message
     * @throws InvalidConfigException when they carry none
     */
    public static CarriedUpdate parse(ByteString bytes, String source) {
        if (bytes.size() > MAX_LENGTH) {
            throw new InvalidConfigException(
                    source + " is longer than " + MAX_LENGTH + " bytes; it is no channel update");
        }
        try {
            return new CarriedUpdate(ConfigUpdateEnvelope.parseFrom(bytes));
        } catch (InvalidProtocolBufferException | InvalidConfigException e) {
            throw new InvalidConfigException(
                    source + " holds no channel update: " + e.getMessage() + "; ask for the file again", e);
        }
    }

    /**
     * The update in a file.
     *
     * @throws InvalidConfigException when the file holds none
     * @throws IOException when the file cannot be read
     */
    public static CarriedUpdate read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return parse(ByteString.copyFrom(in.readNBytes(MAX_LENGTH + 1)), file.toString());
        }
    }

    /**
     * Creates or replaces the file in one step.
     *
     * @throws IOException when it cannot be written; then what was there before is still there
     */
    public void write(Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(draft, envelope.toByteArray());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The channel that it is for. */
    public String channel() {
        return channel;
    }

    /** The serialized {@code common.ConfigUpdate} that the signatures are over. */
    public ByteString update() {
        return envelope.getConfigUpdate();
    }

    /** The update with this signer's signature, in place of any that bears its name. */
    public CarriedUpdate signedBy(ChannelSigner signer) {
        ByteString header = signer.signatureHeader();
        return new CarriedUpdate(ConfigUpdateEnvelope.newBuilder()
                .setConfigUpdate(update())
                .addAllSignatures(envelope.getSignaturesList().stream()
                        .filter(signature -> !isOf(signer, signature))
                        .toList())
                .addSignatures(ConfigSignature.newBuilder()
                        .setSignatureHeader(header)
                        .setSignature(signer.sign(header.concat(update()))))
                .build());
    }

    /**
     * This update with the signatures of both, for organizations that signed at the same time.
     *
     * @throws ChangeRefusedException when the other is another update
     */
    public CarriedUpdate with(CarriedUpdate other) {
        if (!update().equals(other.update())) {
            throw new ChangeRefusedException("the two files carry different updates; sign one of them");
        }
        List<ConfigSignature> more = other.envelope.getSignaturesList().stream()
                .filter(signature -> !envelope.getSignaturesList().contains(signature))
                .toList();
        return new CarriedUpdate(envelope.toBuilder().addAllSignatures(more).build());
    }

    /** With update and signatures, as it is sent to the orderers. */
    ConfigUpdateEnvelope envelope() {
        return envelope;
    }

    private static boolean isOf(ChannelSigner signer, ConfigSignature signature) {
        try {
            return SignatureHeader.parseFrom(signature.getSignatureHeader())
                    .getCreator()
                    .equals(signer.creator());
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }
}
