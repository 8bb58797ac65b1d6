package org.credence.node.exchange;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.credence.protocol.MemberId;

/** Every member's allowance, for members that ever came. Safe for use by several threads. */
final class Allowances {
    private final ServerLimits limits;
    private final InstantSource clock;
    private final Map<MemberId, Allowance> members = new ConcurrentSkipListMap<>();

    Allowances(ServerLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    Allowance of(MemberId member) {
        return members.computeIfAbsent(member, any -> new Allowance(member, limits, clock.instant()));
    }

    Map<MemberId, Long> served() {
        var bytes = new TreeMap<MemberId, Long>();
        members.forEach((member, allowance) -> bytes.put(member, allowance.served()));
        return bytes;
    }
}
