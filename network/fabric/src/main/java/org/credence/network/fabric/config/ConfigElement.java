package org.credence.network.fabric.config;

import java.util.HashSet;
import java.util.Set;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;

/** One element of a configuration by itself. Each has a version of its own, and names the policy that guards it. */
sealed interface ConfigElement {
    /** How often it changed. */
    long version();

    /** Which policy a change must satisfy: a name in the element's group, or an absolute path. */
    String modPolicy();

    /** Whether the other says the same, whatever its version. */
    boolean saysTheSameAs(ConfigElement other);

    /** One that belongs to a group. */
    record Member(ElementKey.Kind kind, String name) {}

    /** A group: of its content only who is in it. */
    record GroupElement(long version, String modPolicy, Set<Member> members) implements ConfigElement {
        static GroupElement of(ConfigGroup group) {
            Set<Member> members = new HashSet<>();
            group.getGroupsMap().keySet().forEach(name -> members.add(new Member(ElementKey.Kind.GROUP, name)));
            group.getValuesMap().keySet().forEach(name -> members.add(new Member(ElementKey.Kind.VALUE, name)));
            group.getPoliciesMap().keySet().forEach(name -> members.add(new Member(ElementKey.Kind.POLICY, name)));
            return new GroupElement(group.getVersion(), group.getModPolicy(), members);
        }

        @Override
        public boolean saysTheSameAs(ConfigElement other) {
            return other instanceof GroupElement that
                    && modPolicy.equals(that.modPolicy)
                    && members.equals(that.members);
        }
    }

    /** A value. */
    record ValueElement(ConfigValue value) implements ConfigElement {
        @Override
        public long version() {
            return value.getVersion();
        }

        @Override
        public String modPolicy() {
            return value.getModPolicy();
        }

        @Override
        public boolean saysTheSameAs(ConfigElement other) {
            return other instanceof ValueElement that
                    && modPolicy().equals(that.modPolicy())
                    && value.getValue().equals(that.value.getValue());
        }
    }

    /** A policy. */
    record PolicyElement(ConfigPolicy policy) implements ConfigElement {
        @Override
        public long version() {
            return policy.getVersion();
        }

        @Override
        public String modPolicy() {
            return policy.getModPolicy();
        }

        @Override
        public boolean saysTheSameAs(ConfigElement other) {
            return other instanceof PolicyElement that
                    && modPolicy().equals(that.modPolicy())
                    && policy.getPolicy().equals(that.policy.getPolicy());
        }
    }
}
