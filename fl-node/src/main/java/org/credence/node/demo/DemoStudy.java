package org.credence.node.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudySpec.PrivacySpec;
import org.credence.node.config.StudySpec.TrainingSpec;

/** The study of the demo, {@code examples/demo.yaml}, on the data of {@link SyntheticTrial}. */
public final class DemoStudy {
    private static final String FILE = "demo.yaml";
    private static final MathContext DIGITS = new MathContext(6);

    private DemoStudy() {}

    /** The study file's text, as in {@code examples}. */
    public static String yaml() {
        try (InputStream in = DemoStudy.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the build puts " + FILE + " beside this class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /** The study as the file has it, with this seed. */
    public static StudyFile of(long seed) {
        return StudyFile.parse(FILE, yaml()).withSeed(seed);
    }

    /**
     * The same with another number of rounds. More rounds than the file's take smaller steps, so that they spend the same epsilon
     * and end about where the file's do: k times the rounds, with learning rate and clipping norm divided by k, and the noise
     * multiplier times the square root of k. Then the noise added over all rounds has the same deviation, and the privacy loss,
     * which grows with rounds over the multiplier squared, is the same.
     *
     * @throws IllegalArgumentException unless rounds are in the range of a study
     */
    public static StudyFile of(long seed, int rounds) {
        StudyFile file = of(seed);
        int planned = file.schedule().rounds();
        if (rounds <= planned) {
            return file.withRounds(rounds);
        }
        BigDecimal factor = BigDecimal.valueOf(rounds).divide(BigDecimal.valueOf(planned), DIGITS);
        TrainingSpec training = file.training();
        PrivacySpec privacy = file.privacy();
        return file.withRounds(rounds)
                .with(
                        new TrainingSpec(
                                training.optimizer(),
                                training.learningRate().divide(factor, DIGITS),
                                training.momentum(),
                                training.momentumState(),
                                training.batchSize(),
                                training.localPasses(),
                                training.localIterations(),
                                training.order(),
                                training.l2()),
                        new PrivacySpec(
                                privacy.noise(),
                                privacy.clipNorm().divide(factor, DIGITS),
                                privacy.noiseMultiplier().multiply(factor.sqrt(DIGITS), DIGITS),
                                privacy.delta(),
                                privacy.epsilonBudget()));
    }

    /** Writes the data of a seed into a folder; the study's file names are theirs. */
    public static void writeData(long seed, Path folder) throws IOException {
        new SyntheticTrial(seed).write(folder);
    }
}
