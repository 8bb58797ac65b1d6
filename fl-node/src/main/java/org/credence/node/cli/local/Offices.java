package org.credence.node.cli.local;

import org.credence.ledger.Ledger;
import org.credence.protocol.AccountId;
import org.credence.protocol.MemberId;

/** The ledger under everybody's certificates. The same call gives the same connection; whoever made the offices closes it. */
public interface Offices {
    /** Under a member's certificate. */
    Ledger member(MemberId member);

    /** Under a member's board seat's certificate. */
    Ledger board(MemberId member);

    /** Under a data owner's certificate. */
    Ledger owner(AccountId account);
}
