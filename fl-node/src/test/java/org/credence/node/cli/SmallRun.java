package org.credence.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.node.cli.local.SmallStudy;

/** The small study as a user has it: a file, a folder of rows, and commands. */
final class SmallRun {
    private static final String SEEDED =
            "{noise: seeded, clipNorm: 1, noiseMultiplier: 1.0, delta: 0.001, epsilonBudget: 1000}";
    private static final int PHASE_SECONDS = 300;
    private static final List<String> RESULTS = List.of(
            "/study", "/metric", "/rounds", "/model", "/credit", "/claims", "/privacy", "/contribution", "/failures");

    private final Path study;
    private final Path data;

    private SmallRun(Path study, Path data) {
        this.study = study;
        this.data = data;
    }

    /** With noise from the seed. */
    static SmallRun seeded(Path folder) throws IOException {
        return write(folder.resolve("seeded.yaml"), SmallStudy.yaml(PHASE_SECONDS), folder);
    }

    /** Without noise. */
    static SmallRun noiseless(Path folder) throws IOException {
        String yaml = SmallStudy.yaml(PHASE_SECONDS);
        if (!yaml.contains(SEEDED)) {
            throw new IllegalStateException("the small study has other noise than " + SEEDED);
        }
        return write(folder.resolve("noiseless.yaml"), yaml.replace(SEEDED, "{noise: none}"), folder);
    }

    private static SmallRun write(Path study, String yaml, Path folder) throws IOException {
        Files.writeString(study, yaml);
        Path data = Files.createDirectories(folder.resolve("data"));
        SmallStudy.writeData(data);
        return new SmallRun(study, data);
    }

    /** The command that runs the study. */
    List<String> command(Path out, int rounds, long seed) {
        return List.of(
                "run",
                "--study",
                study.toString(),
                "--data",
                data.toString(),
                "--out",
                out.toString(),
                "--rounds",
                String.valueOf(rounds),
                "--seed",
                String.valueOf(seed));
    }

    /** The report that a run left. */
    static JsonNode report(Path out) throws IOException {
        return JsonMapper.builder().build().readTree(out.resolve("report.json").toFile());
    }

    /** What of a report must be the same whenever, wherever and in how many pieces the study runs. */
    static SortedMap<String, JsonNode> results(Path out) throws IOException {
        JsonNode report = report(out);
        var results = new TreeMap<String, JsonNode>();
        for (String result : RESULTS) {
            JsonNode value = report.at(result);
            if (value.isMissingNode()) {
                throw new AssertionError("report.json of " + out + " has no " + result);
            }
            results.put(result, value);
        }
        return results;
    }
}
