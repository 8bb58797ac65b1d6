package org.credence.node.config;

import java.math.BigDecimal;
import java.util.Set;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;

/**
 * What a member allows its node, whatever the ledger says. Whatever is left out of the file allows least where privacy is concerned,
 * and any where it is not.
 *
 * @param leads whose studies it may join; empty for anybody's
 * @param specifications hashes of the studies that it may join; empty for any
 * @param unprotected whether it may send updates without real noise
 * @param epsilonPerStudy the greatest budget of a study that it may join
 * @param epsilonPerYear the most that all studies together may spend within a year
 * @param minimumRows that must stand behind an update
 * @param hours in which it trains
 */
public record MemberPolicy(
        Set<MemberId> leads,
        Set<Digest> specifications,
        boolean unprotected,
        BigDecimal epsilonPerStudy,
        BigDecimal epsilonPerYear,
        int minimumRows,
        WorkingHours hours) {
    public MemberPolicy {
        leads = Set.copyOf(leads);
        specifications = Set.copyOf(specifications);
    }
}
