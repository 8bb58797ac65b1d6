package org.credence.node.cli.local;

import java.util.Map;
import org.credence.ledger.Ledger;
import org.credence.node.store.UpdateStore;
import org.credence.node.update.UpdateExchange;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;

/** What goes wrong in a {@link TroubledStudy}; nothing, unless a method is overridden. */
interface Trouble {
    /**
     * The content that the others get from a member.
     *
     * @param stores what every member really has
     */
    default UpdateStore served(MemberId member, Map<MemberId, UpdateStore> stores) {
        return stores.get(member);
    }

    /** The exchange as a member's node uses it. */
    default UpdateExchange exchange(MemberId member, UpdateExchange right) {
        return right;
    }

    /** The ledger as a member's node uses it. */
    default Ledger ledger(LocalNetwork network, MemberId member) {
        return network.member(member);
    }

    /** What somebody else does meanwhile; called after each block, on the first member's thread. */
    default void meanwhile(LocalNetwork network, StateView state) {}
}
