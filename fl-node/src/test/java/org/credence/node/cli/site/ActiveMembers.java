package org.credence.node.cli.site;

import java.util.List;
import org.credence.ledger.LedgerBlock;
import org.credence.node.round.BlockFollower;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;

/** The active members as of the last block; read by other threads than the one that follows the ledger. */
final class ActiveMembers implements BlockFollower.Observer {
    private volatile List<MemberId> members = List.of();

    @Override
    public void onBlock(LedgerBlock block, StateView state) {
        members = state.range(StateKind.MEMBER).stream()
                .filter(entry -> entry.value().status() == Membership.Status.ACTIVE)
                .map(entry -> new MemberId(entry.key().attributes().get(0)))
                .toList();
    }

    /** The active members. */
    List<MemberId> members() {
        return members;
    }
}
