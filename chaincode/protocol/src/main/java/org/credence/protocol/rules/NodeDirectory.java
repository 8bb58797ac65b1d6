package org.credence.protocol.rules;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.NodeRecord;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;

/** Whose nodes count: those of active members. A record of anybody else waits for the board, or for a suspension's end. */
public final class NodeDirectory {
    private NodeDirectory() {}

    /** A member's node; empty if it registered none, or is not active. */
    public static Optional<NodeRecord> nodeOf(StateView state, MemberId member) {
        Membership standing = state.get(Keys.member(member));
        return standing != null && standing.isActive()
                ? Optional.ofNullable(state.get(Keys.node(member)))
                : Optional.empty();
    }

    /** All nodes that count, by member. */
    public static SortedMap<MemberId, NodeRecord> nodes(StateView state) {
        var nodes = new TreeMap<MemberId, NodeRecord>();
        for (var record : state.range(StateKind.NODE)) {
            var member = new MemberId(record.key().attribute(0));
            Membership standing = state.get(Keys.member(member));
            if (standing != null && standing.isActive()) {
                nodes.put(member, record.value());
            }
        }
        return nodes;
    }
}
