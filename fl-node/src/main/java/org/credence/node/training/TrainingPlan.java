package org.credence.node.training;

import org.credence.node.config.StudySpec.TrainingSpec;
import org.credence.node.model.Model;
import org.credence.protocol.MemberId;

/**
 * What decides a member's training besides its rows.
 *
 * @param seed of the study
 * @param member whose rows are trained on; another member's rows are shuffled otherwise
 */
public record TrainingPlan(Model model, TrainingSpec training, long seed, MemberId member) {
    public TrainingPlan {
        if (training.batchSize() < 1) {
            throw new IllegalArgumentException("training.batchSize must be at least 1, was " + training.batchSize());
        }
        if (training.localPasses() < 0
                || training.localIterations() < 0
                || (training.localPasses() > 0) == (training.localIterations() > 0)) {
            throw new IllegalArgumentException(
                    "exactly one of training.localPasses (%d) and training.localIterations (%d) must be above 0"
                            .formatted(training.localPasses(), training.localIterations()));
        }
    }
}
