package org.credence.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.credence.node.aggregation.Aggregator;
import org.credence.node.aggregation.Contribution;
import org.credence.node.config.StudySpec.Weights;
import org.credence.node.model.ParameterVector;
import org.credence.node.update.Update;
import org.credence.node.update.UpdateHeader;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;

/**
 * A made-up round, with updates of the size that clipping leaves.
 *
 * @param update the first member's
 */
record SealedRound(ParameterVector base, Aggregator aggregator, List<Contribution> contributions, Update update) {
    static final int MEMBERS = 13;

    private static final StudyId STUDY = new StudyId("benchmark");
    private static final Digest ANY = Digest.sha256(new byte[0]);

    static SealedRound draw(int parameters) {
        var random = new SplittableRandom(1);
        SortedMap<MemberId, Long> rows = new TreeMap<>();
        for (int i = 0; i < MEMBERS; i++) {
            rows.put(new MemberId("Member" + (char) ('A' + i)), 3 + 6L * i);
        }
        List<Contribution> contributions = new ArrayList<>();
        rows.forEach((member, count) -> contributions.add(new Contribution(member, count, vector(random, parameters))));
        Contribution first = contributions.get(0);
        return new SealedRound(
                vector(random, parameters),
                new Aggregator(Weights.EXAMPLES, rows, parameters),
                List.copyOf(contributions),
                new Update(new UpdateHeader(STUDY, 0, first.member(), ANY, ANY), first.delta()));
    }

    private static ParameterVector vector(SplittableRandom random, int parameters) {
        double[] values = new double[parameters];
        for (int i = 0; i < parameters; i++) {
            values[i] = random.nextDouble(-0.05, 0.05);
        }
        return ParameterVector.encode(values);
    }
}
