package org.credence.node.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.data.Examples;
import org.credence.node.model.TribuoExport.Names;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.RealIDInfo;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.regression.Regressor;

class TribuoExportTest {
    /** Not in the order of the alphabet, in which Tribuo numbers features. */
    private static final List<String> FEATURES = List.of("weight", "age", "sex=f", "dose");

    /** Two texts with one hash code: their order in a hash map is that of insertion. */
    private static final Names BINARY = new Names(FEATURES, List.of("BB", "Aa"));

    private static final Names NUMBER = new Names(FEATURES, List.of("response"));
    private static final Instant ENDED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Examples ROWS = Rows.binary(31, 25, 4);

    @TempDir
    Path folder;

    private static ModelState state(Model model) {
        return new ModelState(new StudyId("trial"), 40, Rows.parameters(32, model.parameterCount(), 1));
    }

    private static <T extends Output<T>> Example<T> example(T output, int row) {
        return new ArrayExample<>(
                output, FEATURES.toArray(String[]::new), ROWS.row(row).toArray());
    }

    private org.tribuo.Model<?> writtenAndRead(org.tribuo.Model<?> model) throws IOException {
        Path file = folder.resolve("model.pb");
        model.serializeToFile(file);
        return org.tribuo.Model.deserializeFromFile(file);
    }

    @Test
    void binaryModelsGiveOurProbabilities() throws IOException {
        for (Model model : List.of(Models.logistic(4), Models.perceptron(TargetType.BINARY, 4, 6))) {
            ModelState state = state(model);
            double[] scores = model.score(state.parameters().decode(), ROWS);

            org.tribuo.Model<Label> exported = writtenAndRead(TribuoExport.export(model, state, BINARY, ENDED))
                    .castModel(Label.class);

            for (int i = 0; i < ROWS.size(); i++) {
                var prediction = exported.predict(example(new Label("Aa"), i));
                assertThat(prediction.getOutputScores().get("Aa").getScore())
                        .isCloseTo(model.probability(scores[i]), within(1e-14));
                assertThat(prediction.getOutputScores().get("BB").getScore())
                        .isCloseTo(1 - model.probability(scores[i]), within(1e-14));
                assertThat(prediction.getOutput().getLabel()).isEqualTo(scores[i] > 0 ? "Aa" : "BB");
            }
        }
    }

    @Test
    void modelsOfClassesGiveOurProbabilities() throws IOException {
        Names names = new Names(FEATURES, List.of("low", "mid", "high"));
        for (Model model : List.of(Models.softmax(4, 3), Models.perceptron(TargetType.CLASSES, 3, 4, List.of(6)))) {
            ModelState state = state(model);
            double[] scores = model.score(state.parameters().decode(), ROWS);

            org.tribuo.Model<Label> exported = writtenAndRead(TribuoExport.export(model, state, names, ENDED))
                    .castModel(Label.class);

            for (int i = 0; i < ROWS.size(); i++) {
                double[] expected = Softmax.probabilities(Arrays.copyOfRange(scores, 3 * i, 3 * i + 3));
                var prediction = exported.predict(example(new Label("low"), i));
                for (int k = 0; k < 3; k++) {
                    assertThat(prediction
                                    .getOutputScores()
                                    .get(names.outputs().get(k))
                                    .getScore())
                            .isCloseTo(expected[k], within(1e-14));
                }
            }
        }
    }

    @Test
    void modelsOfLabelsGiveOurProbabilities() throws IOException {
        Names names = new Names(FEATURES, List.of("liver", "heart"));
        for (Model model : List.of(Models.labels(4, 2), Models.perceptron(TargetType.LABELS, 2, 4, List.of(6)))) {
            ModelState state = state(model);
            double[] scores = model.score(state.parameters().decode(), ROWS);

            org.tribuo.Model<MultiLabel> exported = writtenAndRead(TribuoExport.export(model, state, names, ENDED))
                    .castModel(MultiLabel.class);

            for (int i = 0; i < ROWS.size(); i++) {
                var prediction = exported.predict(example(new MultiLabel("liver"), i));
                for (int k = 0; k < 2; k++) {
                    String label = names.outputs().get(k);
                    double probability = model.probability(scores[2 * i + k]);
                    assertThat(prediction
                                    .getOutputScores()
                                    .get(label)
                                    .getLabelScore(new Label(label))
                                    .orElseThrow())
                            .isCloseTo(probability, within(1e-14));
                    assertThat(prediction.getOutput().contains(label)).isEqualTo(probability > 0.5);
                }
            }
        }
    }

    @Test
    void regressionModelsGiveOurValues() throws IOException {
        for (Model model : List.of(Models.linear(4), Models.perceptron(TargetType.NUMBER, 4, 3, 2))) {
            ModelState state = state(model);
            double[] scores = model.score(state.parameters().decode(), ROWS);

            org.tribuo.Model<Regressor> exported = writtenAndRead(TribuoExport.export(model, state, NUMBER, ENDED))
                    .castModel(Regressor.class);

            for (int i = 0; i < ROWS.size(); i++) {
                Regressor value = exported.predict(example(new Regressor("response", 0), i))
                        .getOutput();
                assertThat(value.getNames()).containsExactly("response");
                assertThat(value.getValues()[0]).isCloseTo(scores[i], within(1e-12));
            }
        }
    }

    @Test
    void theModelSaysWhereItComesFromAndNothingAboutTheData() throws IOException {
        Model model = Models.logistic(4);
        ModelState state = state(model);

        org.tribuo.Model<?> exported = writtenAndRead(TribuoExport.export(model, state, BINARY, ENDED));

        assertThat(exported.getName()).isEqualTo("trial");
        assertThat(exported.getProvenance().getTrainingTime().toInstant()).isEqualTo(ENDED);
        assertThat(exported.getProvenance().getInstanceProvenance().toString())
                .contains(ModelCodec.hash(state).hex());
        assertThat(exported.getFeatureIDMap())
                .hasSize(4)
                .allSatisfy(info -> assertThat(((RealIDInfo) info).getMax()).isEqualTo(1));
    }

    @Test
    void theSameModelAndTimeGiveTheSameBytes() {
        Model model = Models.perceptron(TargetType.BINARY, 4, 2);

        assertThat(TribuoExport.protobuf(model, state(model), BINARY, ENDED))
                .isEqualTo(TribuoExport.protobuf(model, state(model), BINARY, ENDED));
    }

    @Test
    void namesMustFitTheModel() {
        Model model = Models.logistic(4);

        assertRefused(model, new Names(List.of("a", "b", "c"), List.of("no", "yes")), "4 different feature names");
        assertRefused(model, new Names(List.of("a", "b", "c", "c"), List.of("no", "yes")), "4 different feature names");
        assertRefused(model, new Names(FEATURES, List.of("yes", "yes")), "2 different output names");
        assertRefused(model, NUMBER, "2 different output names");
    }

    private static void assertRefused(Model model, Names names, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TribuoExport.export(model, state(model), names, ENDED))
                .withMessageContaining(words);
    }
}
