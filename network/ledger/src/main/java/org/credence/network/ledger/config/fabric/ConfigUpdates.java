package org.credence.network.ledger.config.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.config.fabric.Element.Place;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/**
 * Works out what an update makes of a configuration, and whether those who signed it may do so: what it read must still be
 * so, each element it changes must have the next version, and its signatures must meet the policy that the element, as it was,
 * names for changes. As Fabric's {@code configtx.ValidatorImpl}, whose steps these are.
 */
final class ConfigUpdates {
    private final FabricConfig before;
    private final Elements elements;
    private final SignatureSet signatureSet;

    ConfigUpdates(FabricConfig before, SignatureVerifier signatures) throws InvalidConfigException {
        this.before = before;
        this.elements = Elements.of(before.channelGroup());
        this.signatureSet = new SignatureSet(before.membership(), signatures);
    }

    /**
     * The channel group after the update.
     *
     * @param envelope the update as its sender submitted it
     * @throws InvalidConfigException when it is not for this configuration, or not by those who may make it
     */
    ConfigGroup apply(Envelope envelope) throws InvalidConfigException {
        try {
            SignedEnvelope submitted = SignedEnvelope.of(envelope);
            requireSender(submitted);
            ConfigUpdateEnvelope signed = ConfigUpdateEnvelope.parseFrom(submitted.data());
            ConfigUpdate update = ConfigUpdate.parseFrom(signed.getConfigUpdate());
            if (!update.getChannelId().equals(before.channel())) {
                throw new InvalidConfigException(
                        "the update is of channel '" + update.getChannelId() + "', not '" + before.channel() + "'");
            }
            Elements read = Elements.of(update.getReadSet());
            requireAsRead(read);
            Map<Place, Element> changes = changes(read, Elements.of(update.getWriteSet()));
            requireAllowed(changes, signers(signed));
            return elements.with(changes).tree();
        } catch (InvalidProtocolBufferException | InvalidTransactionException e) {
            throw new InvalidConfigException("the update cannot be read: " + e.getMessage(), e);
        }
    }

    /** Orderers take updates from those alone who may write, as any transaction. */
    private void requireSender(SignedEnvelope submitted) throws InvalidConfigException {
        if (submitted.header().type() != HeaderType.CONFIG_UPDATE_VALUE) {
            throw new InvalidConfigException("the type of the update must be CONFIG_UPDATE, was "
                    + submitted.header().type());
        }
        List<KnownIdentity> sender = signatureSet.signers(List.of(
                new SignatureSet.Signed(submitted.header().creator(), submitted.payload(), submitted.signature())));
        if (!before.writers().isMetBy(sender)) {
            throw new InvalidConfigException("the update was not submitted by somebody who may write");
        }
    }

    private List<KnownIdentity> signers(ConfigUpdateEnvelope signed) throws InvalidProtocolBufferException {
        List<SignatureSet.Signed> set = new ArrayList<>(signed.getSignaturesCount());
        for (ConfigSignature signature : signed.getSignaturesList()) {
            ByteString header = signature.getSignatureHeader();
            set.add(new SignatureSet.Signed(
                    SignatureHeader.parseFrom(header).getCreator(),
                    header.concat(signed.getConfigUpdate()),
                    signature.getSignature()));
        }
        return signatureSet.signers(set);
    }

    private void requireAsRead(Elements read) throws InvalidConfigException {
        for (Map.Entry<Place, Element> entry : read.byPlace().entrySet()) {
            Optional<Element> now = elements.find(entry.getKey());
            if (now.isEmpty() || now.get().version() != entry.getValue().version()) {
                throw new InvalidConfigException("the update is made for version "
                        + entry.getValue().version() + " of the "
                        + entry.getKey() + ", which "
                        + now.map(it -> "has version " + it.version()).orElse("there is not"));
            }
        }
    }

    private static Map<Place, Element> changes(Elements read, Elements written) throws InvalidConfigException {
        Map<Place, Element> changes = new TreeMap<>();
        written.byPlace().forEach((place, element) -> {
            boolean asRead = read.find(place)
                    .filter(it -> it.version() == element.version())
                    .isPresent();
            if (!asRead) {
                changes.put(place, element);
            }
        });
        if (changes.isEmpty()) {
            throw new InvalidConfigException("the update changes nothing");
        }
        return changes;
    }

    private void requireAllowed(Map<Place, Element> changes, List<KnownIdentity> signers)
            throws InvalidConfigException {
        for (Map.Entry<Place, Element> change : changes.entrySet()) {
            Place place = change.getKey();
            requirePolicyName(place, change.getValue().modPolicy());
            Optional<Element> existing = elements.find(place);
            long next = existing.map(it -> it.version() + 1).orElse(0L);
            if (change.getValue().version() != next) {
                throw new InvalidConfigException("the update sets the " + place + " to version "
                        + change.getValue().version() + ", it must be " + next);
            }
            if (existing.isPresent()) {
                requireMet(place, existing.get(), signers);
            }
        }
    }

    private void requireMet(Place place, Element existing, List<KnownIdentity> signers) throws InvalidConfigException {
        Policy policy = before.policies()
                .forChange(place, existing.modPolicy())
                .orElseThrow(() -> new InvalidConfigException(
                        "there is no policy " + existing.modPolicy() + " for changes of the " + place));
        if (!policy.isMetBy(signers)) {
            throw new InvalidConfigException("the update changes the " + place + " and is signed by "
                    + signers.stream()
                            .map(it -> it.role().text() + " of " + it.mspId())
                            .toList()
                    + ", which does not meet " + existing.modPolicy() + " (" + policy + ")");
        }
    }

    private static void requirePolicyName(Place place, String name) throws InvalidConfigException {
        String relative = name.startsWith("/") ? name.substring(1) : name;
        for (String step : relative.split("/", -1)) {
            if (!Elements.isName(step)) {
                throw new InvalidConfigException(
                        "the update names '" + name + "' as the policy for changes of the " + place);
            }
        }
    }
}
