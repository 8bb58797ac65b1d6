package org.credence.node.cli.site;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.ledger.LedgerBlock;
import org.credence.network.identity.TlsTrust;
import org.credence.node.exchange.MemberDirectory;
import org.credence.node.exchange.MemberEntry;
import org.credence.node.round.BlockFollower;
import org.credence.node.round.Readings;
import org.credence.protocol.MemberId;
import org.credence.protocol.NodeRecord;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.TlsRoot;

/**
 * The members' nodes as they registered them on the ledger, as of the last block. Of a member that is suspended or expelled, what it
 * committed before may still be fetched; it may fetch nothing. Written by the thread that follows the ledger, read by any.
 */
public final class LedgerDirectory implements MemberDirectory, BlockFollower.Observer {
    private volatile Map<MemberId, Known> nodes = Map.of();

    private record Known(NodeRecord node, MemberEntry entry) {}

    @Override
    public void onBlock(LedgerBlock block, StateView state) {
        Map<MemberId, Known> before = nodes;
        Map<MemberId, Known> now = new TreeMap<>();
        for (var record : state.range(StateKind.NODE)) {
            var member = new MemberId(record.key().attribute(0));
            NodeRecord node = record.value();
            boolean active = Readings.isActive(state, member);
            Known known = before.get(member);
            boolean same =
                    known != null && known.node().equals(node) && known.entry().active() == active;
            now.put(member, same ? known : new Known(node, entry(member, node, active)));
        }
        nodes = now;
    }

    private static MemberEntry entry(MemberId member, NodeRecord node, boolean active) {
        List<X509Certificate> roots =
                node.tlsRoots().stream().map(TlsRoot::certificate).toList();
        return new MemberEntry(
                member, URI.create(node.address().value()), new TlsTrust(member.value(), roots, List.of()), active);
    }

    @Override
    public Optional<MemberEntry> find(MemberId member) {
        return Optional.ofNullable(nodes.get(member)).map(Known::entry);
    }

    /** The active members that have a node. */
    public List<MemberId> members() {
        return nodes.values().stream()
                .map(Known::entry)
                .filter(MemberEntry::active)
                .map(MemberEntry::member)
                .toList();
    }
}
