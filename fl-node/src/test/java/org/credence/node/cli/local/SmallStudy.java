package org.credence.node.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.credence.node.config.StudyFile;
import org.credence.node.data.StudyInput;
import org.credence.protocol.MemberId;

/** A study of five members and two features, small enough for every test. */
public final class SmallStudy {
    public static final List<MemberId> MEMBERS =
            List.of(new MemberId("A"), new MemberId("B"), new MemberId("C"), new MemberId("D"), new MemberId("E"));

    private static final String YAML = """
            study: small
            title: A small study
            seed: 7
            schema:
              features:
                - {name: dose, type: number}
                - {name: arm, type: category, values: [placebo, active]}
              target: {name: response, type: binary, positive: ["1"], negative: ["0"]}
            model: {kind: logistic}
            training: {learningRate: 0.1, batchSize: 4, localPasses: 1}
            privacy: {noise: seeded, clipNorm: 1, noiseMultiplier: 1.0, delta: 0.001, epsilonBudget: 1000}
            contribution: {window: 2}
            incentive: {budgetPerRound: 100}
            schedule: {rounds: 4, roundSeconds: %d, scoreCommitSeconds: %d, scoreRevealSeconds: %d, challengeSeconds: 1}
            evaluation:
              validation: {file: validation.csv}
              test: {file: test.csv}
            members:
              - {id: A, data: a.csv}
              - {id: B, data: b.csv, beneficiaries: {B/trust: 7500, B/B: 2500}}
              - {id: C, data: c.csv}
              - {id: D, data: d.csv}
              - {id: E, data: e.csv}
            """;

    private SmallStudy() {}

    /** The study with this many seconds for every phase but the challenge. */
    public static StudyFile file(int phaseSeconds) {
        return StudyFile.parse("small.yaml", yaml(phaseSeconds));
    }

    /** The study file's text. */
    public static String yaml(int phaseSeconds) {
        return YAML.formatted(phaseSeconds, phaseSeconds, phaseSeconds);
    }

    public static StudyInput input(StudyFile file, Path folder) throws IOException {
        writeData(folder);
        return StudyInput.load(file, folder);
    }

    /** Writes the members' rows, the validation and the test rows. */
    public static void writeData(Path folder) throws IOException {
        var random = new SplittableRandom(3);
        for (String name : List.of("a", "b", "c", "d", "e")) {
            write(folder.resolve(name + ".csv"), 12, random);
        }
        write(folder.resolve("validation.csv"), 20, random);
        write(folder.resolve("test.csv"), 60, random);
    }

    private static void write(Path file, int rows, SplittableRandom random) throws IOException {
        var text = new StringBuilder("dose,arm,response\n");
        for (int row = 0; row < rows; row++) {
            int dose = random.nextInt(100);
            boolean active = random.nextInt(2) == 1;
            boolean response = row % 6 == 0 ? row % 12 == 0 : dose + (active ? 40 : 0) + random.nextInt(40) > 90;
            text.append(dose)
                    .append(active ? ",active," : ",placebo,")
                    .append(response ? 1 : 0)
                    .append('\n');
        }
        Files.writeString(file, text);
    }
}
