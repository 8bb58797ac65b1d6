package org.credence.node.round;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.config.StudySpec.OptimizerState;
import org.credence.node.model.ModelCodec;
import org.credence.node.model.ModelState;
import org.credence.node.model.ParameterVector;
import org.credence.node.privacy.PrivacyAccountant;
import org.credence.node.privacy.UpdatePrivacy;
import org.credence.node.store.NodeState;
import org.credence.node.training.OptimizerMemory;
import org.credence.node.training.Trainer;
import org.credence.node.training.TrainingPlan;
import org.credence.node.training.TrainingResult;
import org.credence.node.update.Update;
import org.credence.node.update.UpdateCodec;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Keys;
import org.credence.protocol.StateView;
import org.credence.protocol.StudyId;

/**
 * Makes a member's updates: trains on its rows, clips and noises, encodes, stores, and says what to commit. A round made twice gives
 * the same commit, also across a restart: what cannot be made again (secret noise, an optimizer's memory) is stored first. Not safe
 * for use by several threads.
 */
final class LocalUpdates {
    private static final String OPTIMIZER = "optimizer.";
    private static final String MADE = "update.";

    private final StudySettings settings;
    private final StudyId study;
    private final StudyMath math;
    private final Trainer trainer;
    private final UpdatePrivacy privacy;
    private final PrivacyAccountant accountant;
    private final int examples;
    private final Contents contents;
    private final NodeState memory;
    private final PartClock parts;
    private int countedRounds;
    private int updatesBefore;

    LocalUpdates(StudySettings settings, PreparedStudy prepared, Contents contents, NodeState memory, PartClock parts) {
        this.settings = settings;
        this.study = settings.spec().study();
        this.math = prepared.math();
        this.trainer = new Trainer(
                new TrainingPlan(
                        math.model(),
                        settings.spec().training(),
                        settings.spec().seed(),
                        settings.self()),
                prepared.training());
        this.privacy =
                UpdatePrivacy.of(settings.spec().privacy(), settings.specHash(), settings.self(), new SecureRandom());
        this.accountant = PrivacyAccountant.of(settings.spec().privacy());
        this.examples = prepared.training().size();
        this.contents = contents;
        this.memory = memory;
        this.parts = parts;
    }

    /** The commit of this member's update for a round that is open. */
    Command.CommitUpdate make(StateView state, ModelState base) {
        int round = base.round();
        Digest baseHash = ModelCodec.hash(base);
        Digest update = made(round).orElseGet(() -> parts.time(PartClock.Part.TRAINING, () -> train(base, baseHash)));
        long growth = accountant.growthMicros(updatesBefore(state, round) + 1);
        return new Command.CommitUpdate(study, round, baseHash, update, examples, growth, List.of());
    }

    private Digest train(ModelState base, Digest baseHash) {
        int round = base.round();
        TrainingResult result = trainer.train(base.parameters(), round, optimizerMemory(round));
        ParameterVector delta = ParameterVector.encode(privacy.protect(round, result.delta()));
        byte[] bytes = UpdateCodec.encode(new Update(math.header(settings.self(), round, baseHash), delta));
        boolean secret = settings.spec().privacy().noise() == Noise.SECURE;
        Digest update = contents.publish(bytes, secret);
        if (keepsMemory()) {
            memory.put(OPTIMIZER + (round + 1), result.memory().toBytes());
            memory.remove(OPTIMIZER + (round - 1));
        }
        if (secret) {
            memory.put(MADE + round, update.bytes());
            memory.remove(MADE + (round - 1));
        }
        return update;
    }

    /** An update that was made before a restart and cannot be made again. */
    private Optional<Digest> made(int round) {
        return settings.spec().privacy().noise() == Noise.SECURE
                ? memory.get(MADE + round).map(Digest::of)
                : Optional.empty();
    }

    private OptimizerMemory optimizerMemory(int round) {
        return keepsMemory()
                ? memory.get(OPTIMIZER + round).map(OptimizerMemory::ofBytes).orElse(OptimizerMemory.none())
                : OptimizerMemory.none();
    }

    private boolean keepsMemory() {
        return settings.spec().training().momentumState() == OptimizerState.KEEP;
    }

    /** How many updates of this member the ledger holds for earlier rounds: each was paid for. */
    private int updatesBefore(StateView state, int round) {
        for (; countedRounds < round; countedRounds++) {
            if (state.get(Keys.commit(study, countedRounds, settings.self())) != null) {
                updatesBefore++;
            }
        }
        return updatesBefore;
    }
}
