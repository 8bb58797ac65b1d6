package org.credence.network.ledger.config.fabric;

import com.google.protobuf.Message;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;

/**
 * One group, value or policy of the tree. Each is changed by itself: it has a version, which a change raises by one, and
 * names the policy that a change must meet.
 */
sealed interface Element {
    /** Fabric's word for the kind. */
    String kind();

    long version();

    String modPolicy();

    /** The element as the configuration has it. */
    Message message();

    /** A group, with its parts as they stand in the same message. */
    record Group(ConfigGroup message) implements Element {
        @Override
        public String kind() {
            return "group";
        }

        @Override
        public long version() {
            return message.getVersion();
        }

        @Override
        public String modPolicy() {
            return message.getModPolicy();
        }
    }

    /** A value. */
    record Value(ConfigValue message) implements Element {
        @Override
        public String kind() {
            return "value";
        }

        @Override
        public long version() {
            return message.getVersion();
        }

        @Override
        public String modPolicy() {
            return message.getModPolicy();
        }
    }

    /** A policy. */
    record PolicyEntry(ConfigPolicy message) implements Element {
        @Override
        public String kind() {
            return "policy";
        }

        @Override
        public long version() {
            return message.getVersion();
        }

        @Override
        public String modPolicy() {
            return message.getModPolicy();
        }
    }

    /**
     * Where an element stands.
     *
     * @param kind as of {@link Element#kind}
     * @param path names from the channel group down, the element's own last
     */
    record Place(String kind, List<String> path) implements Comparable<Place> {
        public Place {
            path = List.copyOf(path);
        }

        String name() {
            return path.get(path.size() - 1);
        }

        @Override
        public int compareTo(Place other) {
            return toString().compareTo(other.toString());
        }

        /** {@code group /Channel/Application}. */
        @Override
        public String toString() {
            return kind + " /" + String.join("/", path);
        }
    }
}
