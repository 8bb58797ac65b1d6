package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.credence.node.cli.local.SmallStudy;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole study of every kind of target, from files to an audited report. */
@Timeout(300)
class TasksIT {
    private static final int PHASE_SECONDS = 120;
    private static final String BINARY_TARGET = "{name: response, type: binary, positive: [\"1\"], negative: [\"0\"]}";

    @TempDir
    private Path folder;

    /**
     * A task.
     *
     * @param columns of its target
     * @param metric as the report calls it
     */
    record Task(String name, String target, String model, List<String> columns, String metric) {
        /** The target's cells of a row, which depend on its two features. */
        String cells(int dose, boolean active, int row, SplittableRandom random) {
            int effect = dose + (active ? 40 : 0) + random.nextInt(30);
            return switch (name) {
                case "number" -> String.valueOf(effect / 10.0);
                case "classes" -> effect < 60 ? "low" : effect < 100 ? "middle" : "high";
                case "labels" ->
                    (row % 4 == 0 ? "" : effect > 80 ? "1" : "0") + "," + (row % 4 == 1 ? "" : active ? "1" : "0");
                default -> throw new IllegalArgumentException(name);
            };
        }
    }

    static Stream<Task> tasks() {
        String classes = "{name: grade, type: classes, values: [low, middle, high]}";
        String labels = "{type: labels, columns: [response, treated]}";
        return Stream.of(
                new Task("number", "{name: size, type: number}", "{kind: linear}", List.of("size"), "R2"),
                new Task("number", "{name: size, type: number}", "{kind: mlp, hidden: [3]}", List.of("size"), "R2"),
                new Task("classes", classes, "{kind: logistic}", List.of("grade"), "AUC, mean of classes"),
                new Task("classes", classes, "{kind: mlp, hidden: [3]}", List.of("grade"), "AUC, mean of classes"),
                new Task("labels", labels, "{kind: logistic}", List.of("response", "treated"), "AUC, mean of labels"),
                new Task(
                        "labels",
                        labels,
                        "{kind: mlp, hidden: [3]}",
                        List.of("response", "treated"),
                        "AUC, mean of labels"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void aStudyRunsAndItsAuditDerivesItAgain(Task task) throws Exception {
        Path out = folder.resolve("out");

        Invocation run = Invocation.of(
                "run", "--study", study(task).toString(), "--data", data(task).toString(), "--out", out.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        JsonNode report = SmallRun.report(out);
        assertThat(report.at("/metric/name").asText()).isEqualTo(task.metric());
        assertThat(report.at("/metric/federated").isNumber()).isTrue();
        assertThat(report.at("/metric/pooled").isNumber()).isTrue();
        assertThat(report.at("/failures")).isEmpty();
        assertThat(report.at("/audit/verdict").asText()).isEqualTo("pass");
        assertThat(report.at("/credit/total").asLong()
                        + report.at("/credit/returned").asLong())
                .isEqualTo(report.at("/credit/budget").asLong());
        assertThat(report.at("/contribution/byMember")).anyMatch(score -> score.asLong() != 0);
        assertThat(run.out()).contains(task.metric() + " on held-out test rows");
        Path exported = new RunFolder(out).study(new StudyId("small")).tribuoModel();
        assertThat(org.tribuo.Model.deserializeFromFile(exported).getName()).isEqualTo("small");
    }

    private Path study(Task task) throws IOException {
        String yaml = SmallStudy.yaml(PHASE_SECONDS);
        assertThat(yaml).contains(BINARY_TARGET).contains("{kind: logistic}");
        return Files.writeString(
                folder.resolve("study.yaml"),
                yaml.replace(BINARY_TARGET, task.target()).replace("{kind: logistic}", task.model()));
    }

    private Path data(Task task) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        var random = new SplittableRandom(11);
        for (String name : List.of("a", "b", "c", "d", "e")) {
            write(data.resolve(name + ".csv"), task, 16, random);
        }
        write(data.resolve("validation.csv"), task, 20, random);
        write(data.resolve("test.csv"), task, 60, random);
        return data;
    }

    private static void write(Path file, Task task, int rows, SplittableRandom random) throws IOException {
        var text = new StringBuilder("dose,arm," + String.join(",", task.columns()) + "\n");
        for (int row = 0; row < rows; row++) {
            int dose = random.nextInt(100);
            boolean active = random.nextInt(2) == 1;
            text.append(dose)
                    .append(active ? ",active," : ",placebo,")
                    .append(task.cells(dose, active, row, random))
                    .append('\n');
        }
        Files.writeString(file, text);
    }
}
