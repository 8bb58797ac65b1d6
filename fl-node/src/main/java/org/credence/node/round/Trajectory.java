package org.credence.node.round;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.node.model.MalformedBytesException;
import org.credence.node.model.ModelCodec;
import org.credence.node.model.ModelState;
import org.credence.node.store.NodeState;
import org.credence.protocol.AgreedModel;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.IncludedSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;
import org.credence.protocol.StudyId;
import org.credence.protocol.UpdateCommit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of a study as this member computes them from the ledger and the updates it names. The first model of each window is
 * also on disk, so that a restarted node need not begin at round 0. Not safe for use by several threads.
 */
final class Trajectory {
    private static final Logger LOG = LoggerFactory.getLogger(Trajectory.class);
    private static final String CHECKPOINT = "model.";

    private final StudyMath math;
    private final StudyId study;
    private final Contents contents;
    private final NodeState memory;
    private final ModelState initial;
    private final RoundListener listener;
    private final NavigableMap<Integer, AggregatedRound> rounds = new TreeMap<>();
    private final NavigableMap<Integer, ModelState> checkpoints = new TreeMap<>();

    Trajectory(StudyMath math, ModelState initial, Contents contents, NodeState memory, RoundListener listener) {
        this.math = math;
        this.study = initial.study();
        this.initial = initial;
        this.contents = contents;
        this.memory = memory;
        this.listener = listener;
    }

    /**
     * The model that a round starts from.
     *
     * @param round at most the study's round
     * @throws UpdateUnavailableException if an update on the way cannot be had
     */
    ModelState model(StateView state, int round) {
        if (round == 0) {
            return initial;
        }
        AggregatedRound before = rounds.get(round - 1);
        if (before != null) {
            return before.next();
        }
        Optional<ModelState> checkpoint = checkpoint(state, round);
        if (checkpoint.isPresent()) {
            return checkpoint.get();
        }
        int start = round - 1;
        while (start > 0
                && !rounds.containsKey(start - 1)
                && checkpoint(state, start).isEmpty()) {
            start--;
        }
        for (int next = start; next < round; next++) {
            round(state, next);
        }
        return round(state, round - 1).next();
    }

    /**
     * A sealed round.
     *
     * @throws UpdateUnavailableException if one of its updates cannot be had
     */
    AggregatedRound round(StateView state, int round) {
        AggregatedRound known = rounds.get(round);
        if (known != null) {
            return known;
        }
        ModelState base = model(state, round);
        EnrolledSet enrolled = require(state.get(Keys.enrolled(study)), "enrolled set", round);
        IncludedSet included = require(state.get(Keys.included(study, round)), "included set", round);
        SortedMap<MemberId, UpdateCommit> commits = new TreeMap<>();
        for (MemberId member : included.members()) {
            commits.put(member, require(state.get(Keys.commit(study, round, member)), "commit of " + member, round));
        }
        List<MemberId> others = enrolled.members();
        AggregatedRound result =
                math.aggregate(base, commits, (member, digest) -> contents.find(digest, member, others));
        result.invalid()
                .forEach((member, why) -> LOG.atWarn()
                        .addKeyValue("round", round)
                        .addKeyValue("member", member)
                        .addKeyValue("why", why)
                        .log("included update is not valid and counts nothing"));
        rounds.put(round, result);
        listener.aggregated(math, result);
        return result;
    }

    /** Keeps the model that a window starts from for a restart. */
    void keepCheckpoint(ModelState model) {
        if (checkpoints.put(model.round(), model) == null) {
            memory.put(CHECKPOINT + model.round(), ModelCodec.encode(model));
        }
    }

    /** Forgets what nobody asks for any more: everything before this round. */
    void forgetBefore(int round) {
        rounds.headMap(round).clear();
        checkpoints.headMap(round).clear();
        for (String key : memory.keys()) {
            if (key.startsWith(CHECKPOINT) && Integer.parseInt(key.substring(CHECKPOINT.length())) < round) {
                memory.remove(key);
            }
        }
    }

    /** A model kept on disk, where it is the one that the ledger says was agreed. */
    private Optional<ModelState> checkpoint(StateView state, int round) {
        ModelState loaded = checkpoints.get(round);
        if (loaded != null) {
            return Optional.of(loaded);
        }
        AgreedModel agreed = state.get(Keys.model(study, round - 1));
        Optional<byte[]> bytes = agreed == null ? Optional.empty() : memory.get(CHECKPOINT + round);
        if (agreed == null || bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            ModelState model = ModelCodec.decode(bytes.get());
            if (!ModelCodec.hash(model).equals(agreed.model())) {
                return Optional.empty();
            }
            checkpoints.put(round, model);
            return Optional.of(model);
        } catch (MalformedBytesException e) {
            LOG.atWarn().addKeyValue("round", round).setCause(e).log("kept model is damaged; computing it again");
            return Optional.empty();
        }
    }

    private static <T> T require(@Nullable T fact, String what, int round) {
        if (fact == null) {
            throw new IllegalStateException("the ledger has no %s for round %d".formatted(what, round));
        }
        return fact;
    }
}
