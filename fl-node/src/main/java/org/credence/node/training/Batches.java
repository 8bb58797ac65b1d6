package org.credence.node.training;

import java.util.Arrays;
import org.credence.node.config.StudySpec.RowOrder;
import org.credence.node.model.SeededStream;

/**
 * A member's endless stream of batches: batch {@code b} is part {@code b mod batchesPerPass} of pass {@code b / batchesPerPass}.
 * Every pass has each row once, in the order of the file or in one drawn from seed, member and pass. Not safe for use by several
 * threads.
 */
final class Batches {
    private final TrainingPlan plan;
    private final int rows;
    private long shuffledPass = -1;
    private int[] shuffled = {};

    /** @param rows at least 1 */
    Batches(TrainingPlan plan, int rows) {
        this.plan = plan;
        this.rows = rows;
    }

    int perPass() {
        int size = plan.training().batchSize();
        return rows / size + (rows % size == 0 ? 0 : 1);
    }

    /** Batches that a round trains on. */
    long perRound() {
        return plan.training().localPasses() > 0
                ? (long) plan.training().localPasses() * perPass()
                : plan.training().localIterations();
    }

    /** The row numbers of a batch, in the order in which their gradients are added. */
    int[] batch(long index) {
        int first = (int) (index % perPass()) * plan.training().batchSize();
        int length = Math.min(plan.training().batchSize(), rows - first);
        if (plan.training().order() == RowOrder.SHUFFLED) {
            return Arrays.copyOfRange(order(index / perPass()), first, first + length);
        }
        int[] batch = new int[length];
        for (int i = 0; i < length; i++) {
            batch[i] = first + i;
        }
        return batch;
    }

    private int[] order(long pass) {
        if (pass != shuffledPass) {
            shuffled = SeededStream.named("row order")
                    .with(plan.seed())
                    .with(plan.member().value())
                    .with(pass)
                    .open()
                    .permutation(rows);
            shuffledPass = pass;
        }
        return shuffled;
    }
}
