package org.credence.node.round;

import java.util.SortedMap;
import org.credence.protocol.MemberId;

/** What a member brings to a study. Its rows leave it in no other way than as updates. */
public interface MemberData {
    /** The canonical bytes of the member's manifest; their hash is what it enrols with. */
    byte[] manifest();

    /**
     * The study, once everybody's manifest is known.
     *
     * @param manifests of all enrolled members, checked against the hashes on the ledger
     * @throws IllegalArgumentException if one of them is broken, with the member's name
     */
    PreparedStudy prepare(SortedMap<MemberId, byte[]> manifests);
}
