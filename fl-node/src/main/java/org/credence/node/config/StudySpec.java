package org.credence.node.config;

import java.math.BigDecimal;
import java.util.List;
import org.credence.protocol.Digest;
import org.credence.protocol.StudyId;

/**
 * A study as its members approve it. Its canonical JSON is the document whose SHA-256 the ledger holds as {@code specHash}.
 *
 * <p>Real numbers are decimals as written, never binary floating point, so that every Java writes the same bytes.
 *
 * @param version of this record's format, 1
 * @param seed of everything that members must reproduce; public
 * @param validation hash of the canonical validation set, owned by the board and released to the evaluators
 */
public record StudySpec(
        int version,
        StudyId study,
        String title,
        long seed,
        SchemaSpec schema,
        ModelSpec model,
        TrainingSpec training,
        AggregationSpec aggregation,
        PrivacySpec privacy,
        ContributionSpec contribution,
        IncentiveSpec incentive,
        ScheduleSpec schedule,
        Digest validation) {

    /** The columns, what they predict, and how a missing cell is written.
     *
     * @param features in the order of the file; the model's columns are ordered by the encoder, not by this list */
    public record SchemaSpec(List<FeatureSpec> features, TargetSpec target, List<String> missing, boolean standardize) {
        public SchemaSpec {
            features = List.copyOf(features);
            missing = List.copyOf(missing);
        }
    }

    /**
     * One column.
     *
     * @param values of a category, in order; empty for a number
     * @param missing further cells that mean "missing" in this column, besides the schema's
     */
    public record FeatureSpec(String name, FeatureType type, List<String> values, List<String> missing) {
        public FeatureSpec {
            values = List.copyOf(values);
            missing = List.copyOf(missing);
        }
    }

    public enum FeatureType {
        NUMBER,
        CATEGORY
    }

    /**
     * The column to predict.
     *
     * @param positive cells that mean 1 for a binary target (compared as numbers where both are); empty for regression
     * @param negative cells that mean 0 for a binary target; empty for regression
     */
    public record TargetSpec(String name, TargetType type, List<String> positive, List<String> negative) {
        public TargetSpec {
            positive = List.copyOf(positive);
            negative = List.copyOf(negative);
        }
    }

    public enum TargetType {
        BINARY,
        NUMBER
    }

    /**
     * The model.
     *
     * @param hidden units of each hidden layer, only for {@link ModelKind#MLP}
     * @param initial how round 0 starts
     */
    public record ModelSpec(ModelKind kind, List<Integer> hidden, InitialWeights initial) {
        public ModelSpec {
            hidden = List.copyOf(hidden);
        }
    }

    public enum ModelKind {
        LOGISTIC,
        LINEAR,
        MLP
    }

    public enum InitialWeights {
        ZERO,
        SEEDED
    }

    /**
     * What a member does in a round. Exactly one of {@code localPasses} and {@code localIterations} is above 0.
     *
     * @param momentum in [0, 1); 0 for the optimizers that have none
     * @param momentumState whether the optimizer's state starts anew each round
     * @param batchSize rows a step, at least 1
     * @param localPasses over the local rows
     * @param localIterations optimizer steps
     * @param l2 weight of half the squared norm of the weights (biases excluded), at least 0
     */
    public record TrainingSpec(
            Optimizer optimizer,
            BigDecimal learningRate,
            BigDecimal momentum,
            OptimizerState momentumState,
            int batchSize,
            int localPasses,
            int localIterations,
            RowOrder order,
            BigDecimal l2) {}

    public enum Optimizer {
        SGD,
        MOMENTUM,
        ADAGRAD,
        RMSPROP,
        ADAM
    }

    public enum OptimizerState {
        RESTART,
        KEEP
    }

    public enum RowOrder {
        FILE,
        SHUFFLED
    }

    /** How updates become a model.
     *
     * @param quorum members that must agree; 0 for floor(2n/3)+1 */
    public record AggregationSpec(Weights weights, int quorum) {}

    public enum Weights {
        EXAMPLES,
        PLAIN
    }

    /**
     * Protection of each update: clip to an L2 norm, then add Gaussian noise of standard deviation {@code noiseMultiplier * clipNorm}.
     *
     * @param clipNorm L2 bound of an update, above 0; 0 only with {@link Noise#NONE}: not clipped
     * @param noiseMultiplier standard deviation over the clipping norm; 0 only with {@link Noise#NONE}
     * @param delta of the (epsilon, delta) statement, in (0, 1)
     * @param epsilonBudget the most epsilon that a member may spend in the study; 0 only with {@link Noise#NONE}
     */
    public record PrivacySpec(
            Noise noise, BigDecimal clipNorm, BigDecimal noiseMultiplier, BigDecimal delta, BigDecimal epsilonBudget) {}

    public enum Noise {
        /** From {@code SecureRandom}: protects. */
        SECURE,
        /** From the study's seed: reproducible, protects nobody; for tests and generated data. */
        SEEDED,
        NONE
    }

    /**
     * How an update's worth is measured.
     *
     * @param window rounds scored together, at least 1
     * @param roundTruncation GTG: a round whose utility changes by no more is worth nothing, in utility units
     * @param pairTruncation GTG: a permutation stops being evaluated when it is that close to the round's utility
     * @param permutations GTG: at most so many a round
     */
    public record ContributionSpec(
            Method method, int window, BigDecimal roundTruncation, BigDecimal pairTruncation, int permutations) {}

    public enum Method {
        /** Exact where it is cheap (16 members with a linear model, 12 otherwise), else GTG. */
        AUTO,
        EXACT,
        GTG
    }

    /** What a round pays.
     *
     * @param budgetPerRound credit units that a round is worth, at least 0 */
    public record IncentiveSpec(long budgetPerRound, Settlement settlement) {}

    public enum Settlement {
        LEDGER,
        EVM
    }

    /** Rounds, and how long each phase may take, in seconds of the ledger's time. */
    public record ScheduleSpec(
            int rounds,
            int enrolSeconds,
            int roundSeconds,
            int scoreCommitSeconds,
            int scoreRevealSeconds,
            int challengeSeconds) {}
}
