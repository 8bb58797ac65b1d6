package org.credence.node.training;

/** What a round of training gives. Immutable. */
public final class TrainingResult {
    private final double[] trained;
    private final double[] delta;
    private final long steps;
    private final OptimizerMemory memory;

    TrainingResult(double[] trained, double[] delta, long steps, OptimizerMemory memory) {
        this.trained = trained;
        this.delta = delta;
        this.steps = steps;
        this.memory = memory;
    }

    /** A copy of the trained parameters, all finite. */
    public double[] trained() {
        return trained.clone();
    }

    /** A copy of trained minus base parameters, all finite. */
    public double[] delta() {
        return delta.clone();
    }

    /** Optimizer steps taken, at least 1. */
    public long steps() {
        return steps;
    }

    /** What the next round's training starts with; {@link OptimizerMemory#none()} where the study restarts it each round. */
    public OptimizerMemory memory() {
        return memory;
    }
}
