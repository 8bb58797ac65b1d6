package org.credence.node.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.credence.node.config.StudySpec.AggregationSpec;
import org.credence.node.config.StudySpec.ContributionSpec;
import org.credence.node.config.StudySpec.IncentiveSpec;
import org.credence.node.config.StudySpec.InitialWeights;
import org.credence.node.config.StudySpec.Method;
import org.credence.node.config.StudySpec.ModelKind;
import org.credence.node.config.StudySpec.ModelSpec;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.config.StudySpec.Optimizer;
import org.credence.node.config.StudySpec.OptimizerState;
import org.credence.node.config.StudySpec.PrivacySpec;
import org.credence.node.config.StudySpec.RowOrder;
import org.credence.node.config.StudySpec.ScheduleSpec;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.config.StudySpec.TrainingSpec;
import org.credence.node.config.StudySpec.Weights;
import org.credence.protocol.Settlement;
import org.credence.protocol.StudyId;

/**
 * Reads a study file section by section. Each section is checked completely and gives a draft; the drafts become records only
 * when nothing is wrong anywhere.
 */
final class StudyFileReader {
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    private static final int MAX_FOLDED_ID = 54;

    /** Less cannot be told from 0 in double precision. */
    private static final BigDecimal LEAST_DELTA = new BigDecimal("1e-300");

    private final Problems problems;

    private StudyFileReader(Problems problems) {
        this.problems = problems;
    }

    static StudyFile read(String yaml, Problems problems) {
        var reader = new StudyFileReader(problems);
        Optional<YamlNode> root = YamlTree.read(yaml, reader.problems);
        if (root.isEmpty()) {
            throw reader.problems.exception();
        }
        Supplier<StudyFile> draft =
                reader.study(Section.of(reader.problems, "", root.get()), FieldPlaces.of(problems.file(), root.get()));
        if (!reader.problems.none()) {
            throw reader.problems.exception();
        }
        try {
            return draft.get();
        } catch (IllegalArgumentException e) {
            // A record refuses what no check above has named; say it without a place rather than not at all.
            reader.problems.add(root.get(), "", String.valueOf(e.getMessage()));
            throw reader.problems.exception();
        }
    }

    private Supplier<StudyFile> study(Section root, FieldPlaces places) {
        root.integer("version", StudySpec.VERSION, StudySpec.VERSION, StudySpec.VERSION);
        root.require("study", "the study's id, 1 to 64 letters, digits, dots, hyphens or underscores");
        Optional<StudyId> id = root.text("study").flatMap(text -> id(root, "study", text, StudyId::new));
        String title = root.text("title").or(() -> id.map(StudyId::value)).orElse("");
        long seed = root.integer("seed", 0L, Long.MAX_VALUE, 1L);

        var schema = new SchemaReader();
        var schemaDraft = schema.read(root.section("schema", "the columns and the target"));
        var model = model(root.optionalSection("model"), schema.targetType());
        var training = training(root.optionalSection("training"));
        Section aggregationSection = root.optionalSection("aggregation");
        var privacy = privacy(root.optionalSection("privacy"));
        var incentive = incentive(root.optionalSection("incentive"));
        Section scheduleSection = root.optionalSection("schedule");
        int rounds = scheduleSection.integer("rounds", 1, StudySpec.MAX_ROUNDS, 60);
        var schedule = schedule(scheduleSection, rounds);
        var contribution = contribution(root.optionalSection("contribution"), rounds);

        var rows = new RowsReader(problems);
        rows.readEvaluation(root.optionalSection("evaluation"));
        var members = new MembersReader(rows, incentive.get().settlement()).read(root);
        var aggregation = aggregation(aggregationSection, members.count());
        id.ifPresent(study -> checkRoomForFolds(root, study, rows.evaluation()));
        root.finish();
        return () -> new StudyFile(
                id.orElseThrow(),
                title,
                seed,
                schemaDraft.get(),
                model.get(),
                training.get(),
                aggregation.get(),
                privacy.get(),
                contribution.get(),
                incentive.get(),
                schedule.get(),
                members.get(),
                rows.validation(),
                rows.evaluation(),
                places);
    }

    /** Each fold is a study of its own, whose id is this one's with {@code -fold} and a number. */
    private static void checkRoomForFolds(Section root, StudyId study, Evaluation evaluation) {
        boolean folded = evaluation instanceof Evaluation.Folds || evaluation instanceof Evaluation.Splits;
        if (folded && study.value().length() > MAX_FOLDED_ID) {
            root.reject(
                    "study",
                    "must be at most %d characters where there are folds, was %d"
                            .formatted(MAX_FOLDED_ID, study.value().length()));
        }
    }

    /** The id that a text is; empty, with the words of the id's own check noted, if it is none. */
    static <T> Optional<T> id(Section section, String field, String text, Function<String, T> type) {
        try {
            return Optional.of(type.apply(text));
        } catch (IllegalArgumentException e) {
            section.reject(field, "is not an id: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Supplier<ModelSpec> model(Section section, TargetType target) {
        boolean number = target == TargetType.NUMBER;
        ModelKind kind = section.choice("kind", ModelKind.class, number ? ModelKind.LINEAR : ModelKind.LOGISTIC);
        if (!kind.predicts(target)) {
            section.reject(
                    "kind",
                    "must be %s or mlp for a %s target, was '%s'"
                            .formatted(number ? "linear" : "logistic", Section.word(target), Section.word(kind)));
        }
        boolean layered = kind == ModelKind.MLP;
        List<Integer> hidden = hidden(section);
        if (layered && !section.has("hidden")) {
            section.require("hidden", "an mlp needs the units of its hidden layers, such as [8]");
        }
        if (!layered && section.has("hidden")) {
            section.reject("hidden", "is for kind mlp only; leave it out");
        }
        InitialWeights initial =
                section.choice("initial", InitialWeights.class, layered ? InitialWeights.SEEDED : InitialWeights.ZERO);
        if (layered && initial == InitialWeights.ZERO) {
            section.reject("initial", "must be seeded for an mlp: from zero its units would all stay alike");
        }
        section.finish();
        return () -> new ModelSpec(kind, hidden, initial);
    }

    private static List<Integer> hidden(Section section) {
        List<String> units = section.texts("hidden", List.of());
        boolean right = units.stream()
                .map(Section::wholeNumber)
                .allMatch(count -> count.isPresent() && count.get() >= 1 && count.get() <= ModelSpec.MAX_UNITS);
        if (section.has("hidden") && (units.isEmpty() || units.size() > ModelSpec.MAX_LAYERS || !right)) {
            section.reject(
                    "hidden",
                    "must be a list of 1 to %d layers with 1 to %d units each, was %s"
                            .formatted(ModelSpec.MAX_LAYERS, ModelSpec.MAX_UNITS, units));
            return List.of();
        }
        return units.stream().map(Integer::valueOf).toList();
    }

    private static Supplier<TrainingSpec> training(Section section) {
        Optimizer optimizer = section.choice("optimizer", Optimizer.class, Optimizer.SGD);
        BigDecimal rate = section.decimal("learningRate", Range.POSITIVE, new BigDecimal("0.05"));
        boolean momentous = optimizer == Optimizer.MOMENTUM;
        BigDecimal momentum = section.decimal("momentum", Range.BELOW_ONE, momentous ? new BigDecimal("0.9") : ZERO);
        if (!momentous && momentum.signum() != 0) {
            section.reject("momentum", "is for optimizer momentum only; leave it out");
        }
        OptimizerState state = section.choice("momentumState", OptimizerState.class, OptimizerState.RESTART);
        if (optimizer == Optimizer.SGD && state == OptimizerState.KEEP) {
            section.reject("momentumState", "must be restart: optimizer sgd has no state to keep");
        }
        int batch = section.integer("batchSize", 1, TrainingSpec.MAX_BATCH, 16);
        if (section.has("localPasses") && section.has("localIterations")) {
            section.reject("localIterations", "cannot be given along with localPasses; keep one");
        }
        int iterations = section.integer("localIterations", 1, TrainingSpec.MAX_LOCAL, 0);
        int passes = section.integer("localPasses", 1, TrainingSpec.MAX_LOCAL, section.has("localIterations") ? 0 : 1);
        RowOrder order = section.choice("order", RowOrder.class, RowOrder.FILE);
        BigDecimal l2 = section.decimal("l2", Range.NOT_NEGATIVE, ZERO);
        section.finish();
        return () -> new TrainingSpec(optimizer, rate, momentum, state, batch, passes, iterations, order, l2);
    }

    private static Supplier<AggregationSpec> aggregation(Section section, int members) {
        Weights weights = section.choice("weights", Weights.class, Weights.EXAMPLES);
        int least = members * 2 / 3 + 1;
        int quorum = 0;
        if (!section.text("quorum").equals(Optional.of("auto"))) {
            quorum = section.integer("quorum", 0, Integer.MAX_VALUE, 0);
            if (section.has("quorum") && quorum != 0 && (quorum < least || quorum > members)) {
                section.reject(
                        "quorum",
                        "must be %d to %d for %d members (more than two thirds), or auto, was %d"
                                .formatted(least, members, members, quorum));
            }
        }
        int receipts = section.integer("receipts", 0, Integer.MAX_VALUE, 0);
        int most = (quorum == 0 ? least : quorum) - 1;
        if (receipts > most) {
            section.reject(
                    "receipts",
                    "must be at most %d, the quorum less one, or a silent member stops the rest, was %d"
                            .formatted(most, receipts));
        }
        section.finish();
        int agreeing = quorum;
        return () -> new AggregationSpec(weights, agreeing, receipts);
    }

    private static Supplier<PrivacySpec> privacy(Section section) {
        Noise noise = section.choice("noise", Noise.class, Noise.NONE);
        BigDecimal clip = section.decimal("clipNorm", Range.POSITIVE, ZERO);
        BigDecimal multiplier = section.decimal("noiseMultiplier", Range.POSITIVE, ZERO);
        BigDecimal delta = section.decimal("delta", Range.SHARE, new BigDecimal("0.00001"));
        if (delta.compareTo(LEAST_DELTA) < 0) {
            section.reject("delta", "must be at least %s, was %s".formatted(LEAST_DELTA, delta));
        }
        BigDecimal budget = section.decimal("epsilonBudget", Range.POSITIVE, ZERO);
        if (noise == Noise.NONE) {
            for (String field : List.of("noiseMultiplier", "epsilonBudget", "delta")) {
                if (section.has(field)) {
                    section.reject(field, "means nothing with noise none; choose noise secure, or leave the field out");
                }
            }
        } else {
            section.require("clipNorm", "the L2 bound of an update, such as 0.5");
            section.require("noiseMultiplier", "the noise's standard deviation over clipNorm, such as 1.0");
            section.require("epsilonBudget", "the most epsilon that a member may spend in the study, such as 10");
        }
        section.finish();
        return () -> new PrivacySpec(noise, clip, multiplier, delta, budget);
    }

    private static Supplier<ContributionSpec> contribution(Section section, int rounds) {
        Method method = section.choice("method", Method.class, Method.AUTO);
        int window = section.integer("window", 1, StudySpec.MAX_ROUNDS, Math.min(20, rounds));
        if (window > rounds) {
            section.reject("window", "must be at most schedule.rounds, %d, was %d".formatted(rounds, window));
        }
        BigDecimal round = section.decimal("roundTruncation", Range.NOT_NEGATIVE, ZERO);
        BigDecimal pair = section.decimal("pairTruncation", Range.NOT_NEGATIVE, ZERO);
        int permutations = section.integer("permutations", 1, ContributionSpec.MAX_PERMUTATIONS, 200);
        section.finish();
        return () -> new ContributionSpec(method, window, round, pair, permutations);
    }

    private static Supplier<IncentiveSpec> incentive(Section section) {
        long budget = section.integer("budgetPerRound", 0L, IncentiveSpec.MAX_BUDGET, 1_000_000L);
        Settlement settlement = section.choice("settlement", Settlement.class, Settlement.LEDGER);
        section.finish();
        return () -> new IncentiveSpec(budget, settlement);
    }

    private static Supplier<ScheduleSpec> schedule(Section section, int rounds) {
        int enrol = seconds(section, "enrolSeconds", 3_600);
        int round = seconds(section, "roundSeconds", 600);
        int commit = seconds(section, "scoreCommitSeconds", 600);
        int reveal = seconds(section, "scoreRevealSeconds", 600);
        int challenge = seconds(section, "challengeSeconds", 60);
        section.finish();
        return () -> new ScheduleSpec(rounds, enrol, round, commit, reveal, challenge);
    }

    private static int seconds(Section section, String field, int fallback) {
        return section.integer(field, 1, StudySpec.MAX_SECONDS, fallback);
    }
}
