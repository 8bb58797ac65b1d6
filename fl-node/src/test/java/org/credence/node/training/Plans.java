package org.credence.node.training;

import java.math.BigDecimal;
import org.credence.node.config.StudySpec.Optimizer;
import org.credence.node.config.StudySpec.OptimizerState;
import org.credence.node.config.StudySpec.RowOrder;
import org.credence.node.config.StudySpec.TrainingSpec;
import org.credence.node.model.Model;
import org.credence.protocol.MemberId;

/** Training plans for tests: SGD at 0.1, batches of 4, one pass in file order, unless said otherwise. */
record Plans(
        Optimizer optimizer,
        String learningRate,
        OptimizerState memory,
        int batchSize,
        int passes,
        int iterations,
        RowOrder order,
        String l2) {
    static final MemberId MEMBER = new MemberId("HospitalA");
    static final long SEED = 77;

    static Plans sgd() {
        return new Plans(Optimizer.SGD, "0.1", OptimizerState.RESTART, 4, 1, 0, RowOrder.FILE, "0");
    }

    Plans with(Optimizer changed) {
        return new Plans(changed, learningRate, memory, batchSize, passes, iterations, order, l2);
    }

    Plans with(OptimizerState changed) {
        return new Plans(optimizer, learningRate, changed, batchSize, passes, iterations, order, l2);
    }

    Plans with(RowOrder changed) {
        return new Plans(optimizer, learningRate, memory, batchSize, passes, iterations, changed, l2);
    }

    Plans learningRate(String changed) {
        return new Plans(optimizer, changed, memory, batchSize, passes, iterations, order, l2);
    }

    Plans batchSize(int changed) {
        return new Plans(optimizer, learningRate, memory, changed, passes, iterations, order, l2);
    }

    Plans passes(int changed) {
        return new Plans(optimizer, learningRate, memory, batchSize, changed, 0, order, l2);
    }

    Plans iterations(int changed) {
        return new Plans(optimizer, learningRate, memory, batchSize, 0, changed, order, l2);
    }

    Plans l2(String changed) {
        return new Plans(optimizer, learningRate, memory, batchSize, passes, iterations, order, changed);
    }

    TrainingPlan of(Model model) {
        return of(model, MEMBER);
    }

    TrainingPlan of(Model model, MemberId member) {
        boolean momentum = optimizer == Optimizer.MOMENTUM;
        TrainingSpec spec = new TrainingSpec(
                optimizer,
                new BigDecimal(learningRate),
                new BigDecimal(momentum ? "0.9" : "0"),
                memory,
                batchSize,
                passes,
                iterations,
                order,
                new BigDecimal(l2));
        return new TrainingPlan(model, spec, SEED, member);
    }
}
