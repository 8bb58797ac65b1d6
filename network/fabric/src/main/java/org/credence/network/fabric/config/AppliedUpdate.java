package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.network.fabric.config.ElementKey.Kind;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.jspecify.annotations.Nullable;

/**
 * An update put on the configuration that it was made for, as the orderers will do it, signatures not looked at. This is where an
 * administrator's program finds out what the bytes do that it is asked to sign.
 */
public final class AppliedUpdate {
    private final ChannelConfiguration before;
    private final ChannelConfiguration after;
    private final SortedMap<ElementKey, ConfigElement> written;

    private AppliedUpdate(
            ChannelConfiguration before, ChannelConfiguration after, SortedMap<ElementKey, ConfigElement> written) {
        this.before = before;
        this.after = after;
        this.written = Collections.unmodifiableSortedMap(written);
    }

    /**
     * The update on this configuration.
     *
     * @param update serialized {@code common.ConfigUpdate}
     * @throws ChangeRefusedException when the update is another channel's, rests on other versions than those in force, or leads to a
     *     configuration that would break the channel
     * @throws InvalidConfigException when the update, or what it leads to, cannot be read
     */
    public static AppliedUpdate on(ChannelConfiguration before, ByteString update) {
        ConfigUpdate parsed;
        try {
            parsed = ConfigUpdate.parseFrom(update);
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("the update cannot be read: " + e.getMessage(), e);
        }
        if (!parsed.getChannelId().equals(before.channel())) {
            throw new ChangeRefusedException("the update is for channel '" + parsed.getChannelId()
                    + "', the configuration is of channel '" + before.channel() + "'; give each its own");
        }
        SortedMap<ElementKey, ConfigElement> inForce = ConfigTree.elements(before.root());
        SortedMap<ElementKey, ConfigElement> read = ConfigTree.elements(parsed.getReadSet());
        read.forEach((key, element) -> requireVersion(before, key, inForce.get(key), element.version()));
        SortedMap<ElementKey, ConfigElement> written = new TreeMap<>();
        ConfigTree.elements(parsed.getWriteSet()).forEach((key, element) -> {
            ConfigElement seen = read.get(key);
            if (seen == null || seen.version() != element.version()) {
                requireNext(before, key, inForce.get(key), element);
                written.put(key, element);
            }
        });
        if (written.isEmpty()) {
            throw new ChangeRefusedException(
                    "the update changes nothing; make it again from the configuration in force");
        }
        SortedMap<ElementKey, ConfigElement> result = new TreeMap<>(inForce);
        result.putAll(written);
        Config config = Config.newBuilder()
                .setSequence(before.sequence() + 1)
                .setChannelGroup(assemble(new ElementKey(List.of(), Kind.GROUP, ConfigKeys.CHANNEL), result))
                .build();
        ChannelConfiguration after = ChannelConfiguration.of(before.channel(), config);
        requireEverythingPlaced(written, after);
        ChannelChecks.requireNoNewFault(before, after);
        return new AppliedUpdate(before, after, written);
    }

    public ChannelConfiguration before() {
        return before;
    }

    /** The configuration that will be in force, with its sequence number and the elements' versions as Fabric will write them. */
    public ChannelConfiguration after() {
        return after;
    }

    /** What changes, line by line, from the bytes of the update: every element that enters, leaves or says something else. */
    public List<String> summary() {
        return UpdateSummary.of(before, after);
    }

    /** Every element that the update writes, as it will be; their guards in {@link #before} decide who must sign. */
    SortedMap<ElementKey, ConfigElement> written() {
        return written;
    }

    private static void requireVersion(
            ChannelConfiguration before, ElementKey key, @Nullable ConfigElement inForce, long version) {
        if (inForce == null || inForce.version() != version) {
            throw stale(before, key, inForce, "saw it at version " + version);
        }
    }

    private static void requireNext(
            ChannelConfiguration before, ElementKey key, @Nullable ConfigElement inForce, ConfigElement next) {
        long wanted = inForce == null ? 0 : inForce.version() + 1;
        if (next.version() != wanted) {
            throw stale(before, key, inForce, "writes version " + next.version());
        }
        if (next.modPolicy().isEmpty()) {
            throw new ChangeRefusedException("the update leaves " + key + " without a policy that guards it");
        }
    }

    private static ChangeRefusedException stale(
            ChannelConfiguration before, ElementKey key, @Nullable ConfigElement inForce, String update) {
        return new ChangeRefusedException(
                "the update was not made for configuration " + before.sequence() + " of channel "
                        + before.channel() + ": " + key + " is "
                        + (inForce == null ? "not there" : "at version " + inForce.version()) + ", the update " + update
                        + "; make it again from the configuration in force");
    }

    /* A group that lists who is in it gets these; what nobody lists is left out. */
    private static ConfigGroup assemble(ElementKey key, Map<ElementKey, ConfigElement> elements) {
        var group = (ConfigElement.GroupElement) Objects.requireNonNull(elements.get(key));
        ConfigGroup.Builder built =
                ConfigGroup.newBuilder().setVersion(group.version()).setModPolicy(group.modPolicy());
        for (ConfigElement.Member member : group.members()) {
            ElementKey child = key.child(member.kind(), member.name());
            ConfigElement element = elements.get(child);
            if (element instanceof ConfigElement.ValueElement value) {
                built.putValues(member.name(), value.value());
            } else if (element instanceof ConfigElement.PolicyElement policy) {
                built.putPolicies(member.name(), policy.policy());
            } else {
                built.putGroups(member.name(), assemble(child, elements));
            }
        }
        return built.build();
    }

    private static void requireEverythingPlaced(
            SortedMap<ElementKey, ConfigElement> written, ChannelConfiguration after) {
        SortedMap<ElementKey, ConfigElement> placed = ConfigTree.elements(after.root());
        written.keySet().stream()
                .filter(key -> !placed.containsKey(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new ChangeRefusedException("the update writes " + key
                            + " without listing it in its group; Fabric's orderers refuse that");
                });
    }
}
