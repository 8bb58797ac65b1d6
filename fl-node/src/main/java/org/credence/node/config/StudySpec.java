package org.credence.node.config;

import com.google.errorprone.annotations.FormatMethod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.credence.protocol.Digest;
import org.credence.protocol.Settlement;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.encoding.Implied;
import org.jspecify.annotations.Nullable;

/**
 * A study as its members approve it. The ledger holds the hash of its canonical JSON (domain {@code credence/spec/1}) as {@code specHash}.
 *
 * <p>Real numbers are decimals as written, never binary floating point, so that every Java writes the same bytes. Every part
 * checks its own values, so a specification received from another member is in range or does not exist.
 *
 * @param version of this record's format, {@link #VERSION}
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

    /** The format that this release writes and reads. */
    public static final int VERSION = 1;

    /** The most rounds that a study may have. */
    public static final int MAX_ROUNDS = StudyTerms.MAX_ROUNDS;

    /** The longest that a phase may take: a year, in seconds. */
    public static final int MAX_SECONDS = 31_536_000;

    /** The largest magnitude of any decimal in a study. */
    static final BigDecimal MAX_DECIMAL = new BigDecimal("1e12");

    public StudySpec {
        require(version == VERSION, "version must be %d, was %d", VERSION, version);
        require(
                model.kind().predicts(schema.target().type()),
                "a %s model cannot predict a %s target",
                model.kind(),
                schema.target().type());
        require(
                contribution.window() <= schedule.rounds(),
                "contribution.window must be at most the %d rounds, was %d",
                schedule.rounds(),
                contribution.window());
    }

    @FormatMethod
    private static void require(boolean holds, String message, Object... values) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(values));
        }
    }

    private static void requireAtLeast(String name, BigDecimal value, BigDecimal least) {
        require(
                value.compareTo(least) >= 0 && value.compareTo(MAX_DECIMAL) <= 0,
                "%s must be from %s to %s, was %s",
                name,
                least,
                MAX_DECIMAL,
                value);
    }

    private static void requirePositive(String name, BigDecimal value) {
        require(
                value.signum() > 0 && value.compareTo(MAX_DECIMAL) <= 0,
                "%s must be greater than 0 and at most %s, was %s",
                name,
                MAX_DECIMAL,
                value);
    }

    private static void requireFraction(String name, BigDecimal value) {
        require(
                value.signum() >= 0 && value.compareTo(BigDecimal.ONE) < 0,
                "%s must be at least 0 and below 1, was %s",
                name,
                value);
    }

    /**
     * The columns, what they predict, and how a missing cell is written.
     *
     * @param features in the order of the study file, names distinct, at least one; the model's columns are ordered by the
     *     encoder, not by this list
     * @param missing cells that mean "missing" in every column, compared as text or as equal numbers
     * @param standardize whether numbers are centred and scaled with the consortium's pooled mean and standard deviation
     * @param brokenRows what becomes of a row that breaks this schema
     */
    public record SchemaSpec(
            List<FeatureSpec> features,
            TargetSpec target,
            List<String> missing,
            boolean standardize,
            @Implied("REFUSE") BrokenRows brokenRows) {
        public SchemaSpec {
            features = List.copyOf(features);
            missing = List.copyOf(missing);
            require(!features.isEmpty(), "a schema needs at least one feature");
            var names = new TreeSet<String>();
            for (FeatureSpec feature : features) {
                require(names.add(feature.name()), "feature '%s' is named twice", feature.name());
            }
            for (String column : target.columnsRead()) {
                require(!names.contains(column), "the target '%s' cannot also be a feature", column);
            }
        }

        /** A schema that refuses broken rows. */
        public SchemaSpec(List<FeatureSpec> features, TargetSpec target, List<String> missing, boolean standardize) {
            this(features, target, missing, standardize, BrokenRows.REFUSE);
        }
    }

    public enum BrokenRows {
        /** A member with a broken row does not take part until it is mended. */
        REFUSE,
        /** Broken rows are left out, counted and reported. */
        SKIP
    }

    /**
     * One column.
     *
     * @param values of a category, in order, at least two; empty for all others
     * @param missing further cells that mean "missing" in this column, besides the schema's
     * @param date how a date becomes an age; for a date alone
     * @param molecule how SMILES become a fingerprint; for those alone
     * @param whenMissing what becomes of a row whose cell is missing; molecules are never missing
     */
    public record FeatureSpec(
            String name,
            FeatureType type,
            List<String> values,
            List<String> missing,
            @Implied @Nullable DateSpec date,
            @Implied @Nullable MoleculeSpec molecule,
            @Implied("MEAN") WhenMissing whenMissing) {
        public FeatureSpec {
            values = List.copyOf(values);
            missing = List.copyOf(missing);
            require(!name.isBlank() && name.equals(name.strip()), "a feature's name cannot be blank, was '%s'", name);
            require(
                    type == FeatureType.CATEGORY ? values.size() >= 2 : values.isEmpty(),
                    "feature '%s': a category lists at least two values, all others none, was %s",
                    name,
                    values);
            require(
                    (date != null) == (type == FeatureType.DATE) && (molecule != null) == (type == FeatureType.SMILES),
                    "feature '%s': a date says until when, SMILES say which fingerprint, others neither",
                    name);
            require(
                    type != FeatureType.SMILES || (whenMissing == WhenMissing.REFUSE && missing.isEmpty()),
                    "feature '%s': a row without its molecule is refused",
                    name);
        }

        /** A number or a category, with the usual stand-in where it is missing. */
        public FeatureSpec(String name, FeatureType type, List<String> values, List<String> missing) {
            this(name, type, values, missing, null, null, WhenMissing.MEAN);
        }
    }

    public enum FeatureType {
        NUMBER,
        CATEGORY,
        /** A date, which becomes the years from it to another. */
        DATE,
        /** A molecule as SMILES, which becomes the bits of its fingerprint. */
        SMILES
    }

    public enum WhenMissing {
        /** The consortium's mean of a number, none of a category's values. */
        MEAN,
        /** The same, and one more column that says so. */
        FLAG,
        /** The row is broken. */
        REFUSE
    }

    /**
     * How a date becomes a number: years of 365.25 days from it until another.
     *
     * @param format {@code yyyy}, {@code MM} and {@code dd}, once each, with other characters than letters between them
     * @param until a date as {@code yyyy-MM-dd}, or the name of the column with dates in the same format
     */
    public record DateSpec(String format, String until) {
        private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

        public DateSpec {
            require(isFormat(format), "a date's format has yyyy, MM and dd once each, was '%s'", format);
            require(!until.isBlank() && until.equals(until.strip()), "until cannot be blank, was '%s'", until);
            require(!ISO.matcher(until).matches() || day(until).isPresent(), "'%s' is no date", until);
        }

        /** Whether a text is a format of dates. */
        static boolean isFormat(String format) {
            String rest = format;
            for (String part : List.of("yyyy", "MM", "dd")) {
                int place = rest.indexOf(part);
                if (place < 0) {
                    return false;
                }
                rest = rest.substring(0, place) + rest.substring(place + part.length());
            }
            return rest.chars()
                    .noneMatch(c -> Character.isLetterOrDigit(c)
                            || c == '\''
                            || c == '['
                            || c == ']'
                            || c == '{'
                            || c == '}'
                            || c == '#'
                            || c == '\t');
        }

        private static Optional<LocalDate> day(String text) {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        /** The day until which all ages count, if it is one for all rows. */
        public Optional<LocalDate> untilDay() {
            return ISO.matcher(until).matches() ? day(until) : Optional.empty();
        }

        /** The column with each row's own day, otherwise. */
        public Optional<String> untilColumn() {
            return untilDay().isPresent() ? Optional.empty() : Optional.of(until);
        }
    }

    /**
     * How a molecule becomes bits: the folded extended-connectivity fingerprint of diameter 4 (Rogers and Hahn, 2010), after a
     * standardization that is the same for all members.
     *
     * @param bits of the fingerprint, a power of two from {@link #LEAST_BITS} to {@link #MOST_BITS}
     */
    public record MoleculeSpec(int bits, MoleculeForm form) {
        public static final int LEAST_BITS = 64;
        public static final int MOST_BITS = 16_384;

        public MoleculeSpec {
            require(
                    bits >= LEAST_BITS && bits <= MOST_BITS && Integer.bitCount(bits) == 1,
                    "a fingerprint has a power of two of bits, %d to %d, was %d",
                    LEAST_BITS,
                    MOST_BITS,
                    bits);
        }
    }

    public enum MoleculeForm {
        /** The largest part alone, without stereochemistry and isotopes: salts and enantiomers count as their parent compound. */
        PARENT,
        /** As it is written. */
        WRITTEN
    }

    /**
     * What to predict.
     *
     * @param name of the column; for {@link TargetType#LABELS}, whose columns have names of their own, of the whole
     * @param positive cells that mean 1 for a binary target and for labels (compared as numbers where both are); else empty
     * @param negative cells that mean 0 for a binary target and for labels; else empty
     * @param classes the cells that a target of classes has, in order, at least two; else empty
     * @param columns of the labels, in order, at least two; else empty
     */
    public record TargetSpec(
            String name,
            TargetType type,
            List<String> positive,
            List<String> negative,
            @Implied List<String> classes,
            @Implied List<String> columns) {
        /** The most classes or labels. */
        public static final int MAX_OUTPUTS = 1000;

        public TargetSpec {
            positive = List.copyOf(positive);
            negative = List.copyOf(negative);
            classes = List.copyOf(classes);
            columns = List.copyOf(columns);
            require(!name.isBlank() && name.equals(name.strip()), "the target's name cannot be blank, was '%s'", name);
            boolean yesOrNo = type == TargetType.BINARY || type == TargetType.LABELS;
            require(
                    positive.isEmpty() != yesOrNo && negative.isEmpty() != yesOrNo,
                    "a binary target and labels list positive and negative values, others none");
            requireOutputs("classes", classes, type == TargetType.CLASSES);
            requireOutputs("labels", columns, type == TargetType.LABELS);
        }

        /** A target of one output, binary or a number. */
        public TargetSpec(String name, TargetType type, List<String> positive, List<String> negative) {
            this(name, type, positive, negative, List.of(), List.of());
        }

        private static void requireOutputs(String what, List<String> names, boolean wanted) {
            require(
                    wanted ? names.size() >= 2 && names.size() <= MAX_OUTPUTS : names.isEmpty(),
                    "a target of %s lists 2 to %d of them, others none, was %d",
                    what,
                    MAX_OUTPUTS,
                    names.size());
            var distinct = new TreeSet<String>();
            for (String name : names) {
                require(
                        !name.isBlank() && name.equals(name.strip()) && distinct.add(name),
                        "%s have distinct names that are not blank, was %s",
                        what,
                        names);
            }
        }

        /** The columns of a file that hold the target: one, or one for each label. */
        public List<String> columnsRead() {
            return type == TargetType.LABELS ? columns : List.of(name);
        }

        /** Scores that a model gives a row: one for each class or label, else one. */
        public int outputs() {
            return switch (type) {
                case BINARY, NUMBER -> 1;
                case CLASSES -> classes.size();
                case LABELS -> columns.size();
            };
        }
    }

    public enum TargetType {
        /** Yes or no. */
        BINARY,
        /** A number: regression. */
        NUMBER,
        /** One of several classes. */
        CLASSES,
        /** Several yes-or-no columns, of which a row may lack some. */
        LABELS
    }

    /**
     * The model.
     *
     * @param hidden units of each hidden layer, at least one layer for {@link ModelKind#MLP}, none for the others
     * @param initial how round 0 starts; an MLP starts {@link InitialWeights#SEEDED}, as zeros would never learn
     */
    public record ModelSpec(ModelKind kind, List<Integer> hidden, InitialWeights initial) {
        /** The most units in a hidden layer. */
        public static final int MAX_UNITS = 4096;

        /** The most hidden layers. */
        public static final int MAX_LAYERS = 8;

        public ModelSpec {
            hidden = List.copyOf(hidden);
            require(
                    (kind == ModelKind.MLP) == !hidden.isEmpty(),
                    "an mlp lists its hidden layers, a linear model has none, was %s",
                    hidden);
            require(hidden.size() <= MAX_LAYERS, "at most %d hidden layers, was %d", MAX_LAYERS, hidden.size());
            for (int units : hidden) {
                require(units >= 1 && units <= MAX_UNITS, "a layer has 1 to %d units, was %d", MAX_UNITS, units);
            }
            require(kind != ModelKind.MLP || initial == InitialWeights.SEEDED, "an mlp starts from seeded weights");
        }
    }

    public enum ModelKind {
        LOGISTIC,
        LINEAR,
        MLP;

        /** Whether a model of this kind can predict such a target: a linear one numbers alone, a logistic one all others. */
        public boolean predicts(TargetType target) {
            return this == MLP || (this == LINEAR) == (target == TargetType.NUMBER);
        }
    }

    public enum InitialWeights {
        ZERO,
        SEEDED
    }

    /**
     * What a member does in a round. Exactly one of {@code localPasses} and {@code localIterations} is above 0.
     *
     * @param learningRate above 0
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
            BigDecimal l2) {
        /** The most rows in a step. */
        public static final int MAX_BATCH = 1_000_000;

        /** The most passes or iterations in a round. */
        public static final int MAX_LOCAL = 1_000_000;

        public TrainingSpec {
            requirePositive("learningRate", learningRate);
            requireFraction("momentum", momentum);
            require(
                    optimizer == Optimizer.MOMENTUM || momentum.signum() == 0,
                    "%s has no momentum, was %s",
                    optimizer,
                    momentum);
            require(
                    batchSize >= 1 && batchSize <= MAX_BATCH,
                    "batchSize must be 1 to %d, was %d",
                    MAX_BATCH,
                    batchSize);
            require(
                    localPasses >= 0 && localIterations >= 0 && (localPasses == 0) != (localIterations == 0),
                    "exactly one of localPasses and localIterations is above 0, were %d and %d",
                    localPasses,
                    localIterations);
            require(
                    Math.max(localPasses, localIterations) <= MAX_LOCAL,
                    "at most %d local passes or iterations",
                    MAX_LOCAL);
            requireAtLeast("l2", l2, BigDecimal.ZERO);
        }
    }

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

    /**
     * How updates become a model.
     *
     * @param quorum members that must agree; 0 for floor(2n/3)+1 of the n enrolled
     * @param receipts storage receipts of other members that a commit needs; 0 for none, at most the quorum less one
     */
    public record AggregationSpec(Weights weights, int quorum, int receipts) {
        public AggregationSpec {
            require(quorum >= 0, "quorum must be at least 0, was %d", quorum);
            require(receipts >= 0, "receipts must be at least 0, was %d", receipts);
        }
    }

    public enum Weights {
        EXAMPLES,
        PLAIN
    }

    /**
     * Protection of each update: clip to an L2 norm, then add Gaussian noise of standard deviation {@code noiseMultiplier * clipNorm}.
     *
     * @param clipNorm L2 bound of an update, above 0; 0 only with {@link Noise#NONE}: not clipped
     * @param noiseMultiplier standard deviation over the clipping norm; 0 with {@link Noise#NONE} and only there
     * @param delta of the (epsilon, delta) statement, in (0, 1)
     * @param epsilonBudget the most epsilon that a member may spend in the study; 0 with {@link Noise#NONE} and only there
     */
    public record PrivacySpec(
            Noise noise, BigDecimal clipNorm, BigDecimal noiseMultiplier, BigDecimal delta, BigDecimal epsilonBudget) {
        public PrivacySpec {
            if (noise == Noise.NONE) {
                requireAtLeast("clipNorm", clipNorm, BigDecimal.ZERO);
                require(
                        noiseMultiplier.signum() == 0 && epsilonBudget.signum() == 0,
                        "without noise there is neither a noiseMultiplier nor an epsilonBudget");
            } else {
                requirePositive("clipNorm", clipNorm);
                requirePositive("noiseMultiplier", noiseMultiplier);
                requirePositive("epsilonBudget", epsilonBudget);
            }
            require(
                    delta.signum() > 0 && delta.compareTo(BigDecimal.ONE) < 0,
                    "delta must be greater than 0 and below 1, was %s",
                    delta);
        }
    }

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
     * @param permutations GTG: at most so many a round, at least 1
     */
    public record ContributionSpec(
            Method method, int window, BigDecimal roundTruncation, BigDecimal pairTruncation, int permutations) {
        /** The most permutations of a round. */
        public static final int MAX_PERMUTATIONS = 1_000_000;

        public ContributionSpec {
            require(window >= 1, "window must be at least 1, was %d", window);
            requireAtLeast("roundTruncation", roundTruncation, BigDecimal.ZERO);
            requireAtLeast("pairTruncation", pairTruncation, BigDecimal.ZERO);
            require(
                    permutations >= 1 && permutations <= MAX_PERMUTATIONS,
                    "permutations must be 1 to %d, was %d",
                    MAX_PERMUTATIONS,
                    permutations);
        }
    }

    public enum Method {
        /** Exact where it is cheap (16 members with a linear model, 12 otherwise), else GTG. */
        AUTO,
        EXACT,
        GTG
    }

    /**
     * What a round pays.
     *
     * @param budgetPerRound credit units that a round is worth, 0 to {@link #MAX_BUDGET}
     */
    public record IncentiveSpec(long budgetPerRound, Settlement settlement) {
        /** The most that a round may be worth, so that the sum over all rounds is far from overflow. */
        public static final long MAX_BUDGET = 1_000_000_000_000L;

        public IncentiveSpec {
            require(
                    budgetPerRound >= 0 && budgetPerRound <= MAX_BUDGET,
                    "budgetPerRound must be 0 to %d, was %d",
                    MAX_BUDGET,
                    budgetPerRound);
        }
    }

    /** Rounds, and how long each phase may take, in seconds of the ledger's time, each 1 to {@link #MAX_SECONDS}. */
    public record ScheduleSpec(
            int rounds,
            int enrolSeconds,
            int roundSeconds,
            int scoreCommitSeconds,
            int scoreRevealSeconds,
            int challengeSeconds) {
        public ScheduleSpec {
            require(rounds >= 1 && rounds <= MAX_ROUNDS, "rounds must be 1 to %d, was %d", MAX_ROUNDS, rounds);
            for (int seconds :
                    List.of(enrolSeconds, roundSeconds, scoreCommitSeconds, scoreRevealSeconds, challengeSeconds)) {
                require(
                        seconds >= 1 && seconds <= MAX_SECONDS,
                        "each phase takes 1 to %d seconds, was %d",
                        MAX_SECONDS,
                        seconds);
            }
        }
    }
}
