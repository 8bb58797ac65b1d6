package org.credence.node.round;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.credence.incentive.valuation.PermutationStream;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.encoding.DomainHash;

/**
 * Whose turn it is to do what anybody may do once: seal a round, advance a window, publish scores. The order follows from the
 * approved study's hash and the task, so everybody knows it; the first acts at once, the others step in one after the other while
 * nothing happens. Not safe for use by several threads.
 */
final class Turns {
    private final MemberId self;
    private final Patience patience;
    private final InstantSource clock;
    private final Map<String, Long> readySince = new TreeMap<>();

    /** @param patience how much later each next member steps in */
    Turns(MemberId self, Patience patience, InstantSource clock) {
        this.self = self;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * How long this member still leaves the task to those before it; zero when it is its turn.
     *
     * @param task what is to be done, named alike by everybody
     * @param members who may do it
     * @param specHash of the study
     */
    Duration untilMine(String task, List<MemberId> members, Digest specHash) {
        long ready = readySince.computeIfAbsent(task, any -> clock.millis());
        long left = ready + rank(task, members, specHash) * patience.pause().toMillis() - clock.millis();
        return Duration.ofMillis(Math.max(0, left));
    }

    /** The task was tried and is not done: everybody's turn comes round again, after a pause. */
    void retry(String task) {
        readySince.put(task, clock.millis() + patience.pause().toMillis());
    }

    private int rank(String task, List<MemberId> members, Digest specHash) {
        Digest seed =
                DomainHash.of("credence/turns/1").digest(specHash).text(task).hash();
        int[] order = new PermutationStream(seed.bytes()).nextPermutation(members.size());
        for (int place = 0; place < order.length; place++) {
            if (members.get(order[place]).equals(self)) {
                return place;
            }
        }
        return members.size();
    }
}
