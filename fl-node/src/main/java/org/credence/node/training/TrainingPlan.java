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
public record TrainingPlan(Model model, TrainingSpec training, long seed, MemberId member) {}
