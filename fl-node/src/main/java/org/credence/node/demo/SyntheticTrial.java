package org.credence.node.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.credence.node.model.SeededStream;

/**
 * A made-up dose-response trial of a cancer drug at thirteen sites. A function of the seed alone, the same on every Java: SHA-256
 * in counter mode, {@code StrictMath}, and every value rounded as it is written before it is used.
 *
 * <p>Write z(x) for a covariate less its mean over its standard deviation. With site s and subject i:
 *
 * <pre>
 * exposure   = dose * (1 for wt, 0.7 for het, 0.45 for hom)                 metabolism
 * effect     = 4 * exposure / (30 + exposure)                               Emax curve
 * logit(p)   = -2.0 + a_s + effect * (1 + 0.25 z(expression))
 *              + 1.0 z(expression) - 0.6 z(age) - 0.9 ecog - 0.7 z(ln crp) + 0.5 z(albumin)
 *              - 0.7 [prior chemo] - 1.5 [prior biologic] + 0.2 [female]
 * response   ~ Bernoulli(p), recorded wrongly with the site's probability
 * </pre>
 *
 * Site effects are drawn once for each site: the intercept a_s ~ N(0, 0.4), and shifts of the means of age (sd 4 years), ln crp (sd
 * 0.3) and expression (sd 0.4). All constants are explained in {@code docs/synthetic-trial.md}.
 *
 * <p>The validation and test sets come from the same mix of sites (a subject's site is drawn in proportion to the sites' sizes), but
 * their responses are adjudicated: none is recorded wrongly.
 */
public final class SyntheticTrial {
    /** Subjects of the validation set. */
    static final int VALIDATION_SUBJECTS = 60;

    /** Subjects of the test set. */
    static final int TEST_SUBJECTS = 1000;

    private static final int[] DOSES = {0, 25, 50, 100};

    private final long seed;

    public SyntheticTrial(long seed) {
        this.seed = seed;
    }

    /**
     * Writes a CSV for each site, {@code validation.csv} and {@code test.csv} into a folder, which is made if need be. Files of
     * those names are replaced.
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Site site : Site.ALL) {
            write(folder.resolve(site.file()), enrolled(site));
        }
        write(folder.resolve("validation.csv"), mixed("validation", VALIDATION_SUBJECTS));
        write(folder.resolve("test.csv"), mixed("test", TEST_SUBJECTS));
    }

    private static void write(Path file, List<Subject> subjects) throws IOException {
        var lines = new StringBuilder(Subject.HEADER).append('\n');
        subjects.forEach(subject -> lines.append(subject.line()).append('\n'));
        Files.writeString(file, lines, StandardCharsets.UTF_8);
    }

    /** The subjects that a site enrolled, as it recorded them. */
    List<Subject> enrolled(Site site) {
        SeededStream random = stream("site").with(site.name()).open();
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < site.subjects(); i++) {
            subjects.add(subject(random, effects(site), site.mislabelled()));
        }
        return subjects;
    }

    /** Subjects from the mix of all sites, with adjudicated responses. */
    List<Subject> mixed(String purpose, int count) {
        SeededStream random = stream(purpose).open();
        int enrolled = Site.ALL.stream().mapToInt(Site::subjects).sum();
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int ticket = random.nextInt(enrolled);
            int index = 0;
            while (ticket >= Site.ALL.get(index).subjects()) {
                ticket -= Site.ALL.get(index++).subjects();
            }
            subjects.add(subject(random, effects(Site.ALL.get(index)), 0.0));
        }
        return subjects;
    }

    private SeededStream.Key stream(String purpose) {
        return SeededStream.named("synthetic-trial/1").with(seed).with(purpose);
    }

    /** What differs from site to site besides the quality of its records. */
    private record Effects(double intercept, double age, double lnCrp, double expression) {}

    private Effects effects(Site site) {
        SeededStream random = stream("effects").with(site.name()).open();
        return new Effects(0.4 * normal(random), 4 * normal(random), 0.3 * normal(random), 0.4 * normal(random));
    }

    private static Subject subject(SeededStream random, Effects site, double mislabelled) {
        int age = (int) clip(StrictMath.rint(61 + site.age() + 10 * normal(random)), 18, 90);
        String sex = pick(random, List.of("F", "M"), 0.5);
        BigDecimal bmi = rounded(clip(26.5 + 4.2 * normal(random), 15, 50), 1);
        int ecog = Integer.parseInt(pick(random, List.of("0", "1", "2"), 0.45, 0.40));
        double zCrp = site.lnCrp() / 0.8 + normal(random);
        BigDecimal crp = rounded(clip(StrictMath.exp(1.6 + 0.8 * zCrp), 0.1, 300), 1);
        BigDecimal albumin = rounded(clip(39 - 2 * zCrp + 3.5 * normal(random), 15, 60), 1);
        boolean measured = random.nextDouble() >= 0.04;
        BigDecimal expression = rounded(5 + site.expression() + 1.5 * normal(random), 2);
        String genotype = pick(random, List.of("wt", "het", "hom"), 0.49, 0.42);
        String prior = pick(random, List.of("none", "chemo", "biologic"), 0.50, 0.35);
        int dose = DOSES[random.nextInt(DOSES.length)];

        double zExpression = (expression.doubleValue() - 5) / 1.5;
        double logit = -2.0
                + site.intercept()
                + effect(dose, genotype) * (1 + 0.25 * zExpression)
                + 1.0 * zExpression
                - 0.6 * (age - 61) / 10
                - 0.9 * ecog
                - 0.7 * zCrp
                + 0.5 * (albumin.doubleValue() - 39) / 4
                - (prior.equals("chemo") ? 0.7 : 0.0)
                - (prior.equals("biologic") ? 1.5 : 0.0)
                + (sex.equals("F") ? 0.2 : 0.0);
        boolean responds = random.nextDouble() < 1 / (1 + StrictMath.exp(-logit));
        boolean wrong = random.nextDouble() < mislabelled;
        return new Subject(
                age,
                sex,
                bmi,
                ecog,
                crp,
                measured ? albumin.toPlainString() : "",
                expression,
                genotype,
                prior,
                dose == 0 ? "placebo" : "active",
                dose,
                responds != wrong);
    }

    /** The Emax curve on the dose that the metabolism leaves, in logits. */
    private static double effect(int dose, String genotype) {
        double kept = switch (genotype) {
            case "wt" -> 1.0;
            case "het" -> 0.7;
            default -> 0.45;
        };
        return 4 * dose * kept / (30 + dose * kept);
    }

    /** One of these with the given chances, the last with what is left. */
    private static String pick(SeededStream random, List<String> values, double... chances) {
        double draw = random.nextDouble();
        for (int i = 0; i < chances.length; i++) {
            if (draw < chances[i]) {
                return values.get(i);
            }
            draw -= chances[i];
        }
        return values.get(values.size() - 1);
    }

    /** Standard normal, by Box and Muller's transform (Ann. Math. Statist. 29, 1958), the cosine half. */
    private static double normal(SeededStream random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    private static double clip(double value, double low, double high) {
        return Math.min(Math.max(value, low), high);
    }

    /* Through an integer, not through Double.toString, whose digits differ between Java releases. */
    private static BigDecimal rounded(double value, int decimals) {
        double scale = decimals == 1 ? 10 : 100;
        return BigDecimal.valueOf((long) StrictMath.rint(value * scale), decimals);
    }
}
