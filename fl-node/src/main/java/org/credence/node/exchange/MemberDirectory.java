package org.credence.node.exchange;

import java.util.Optional;
import org.credence.protocol.MemberId;

/**
 * Who the members are, where their nodes are reached, and what makes a certificate one of theirs. Asked again for every connection
 * and every request, so that what changes is in force at once; answers from memory, without waiting. Safe for use by several
 * threads.
 */
@FunctionalInterface
public interface MemberDirectory {
    /** What is known of a member at this moment; empty if nobody of that name takes part. */
    Optional<MemberEntry> find(MemberId member);
}
