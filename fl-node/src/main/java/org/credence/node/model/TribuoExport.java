package org.credence.node.model;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.credence.node.config.StudySpec.TargetType;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.RealInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.math.LinearParameters;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.MultiLabelFactory;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * A study's model as a Tribuo model, for use: its features and outputs are named, and it predicts from Tribuo examples of encoded
 * and standardized features. Not evidence: the ledger holds the hash of {@link ModelCodec}'s bytes.
 *
 * <p>A linear model becomes Tribuo's own {@code LinearSGDModel}; a logistic one with a row of zeros for the negative class, so that
 * its softmax is the logistic function. A perceptron becomes a {@link PerceptronClassifier}, {@link PerceptronLabeller} or
 * {@link PerceptronRegressor}, which needs this project's classes to be read back.
 */
public final class TribuoExport {
    private TribuoExport() {}

    /**
     * What the columns and the output are called.
     *
     * @param features names of the columns, in the model's order, without repetition
     * @param outputs the negative and the positive class of a binary target, the classes, the labels, or the one name of a number
     */
    public record Names(List<String> features, List<String> outputs) {
        public Names {
            features = List.copyOf(features);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * The Tribuo model as the bytes of its protobuf, which {@code org.tribuo.Model.deserialize} reads.
     *
     * @param trainedAt when the study ended
     * @throws IllegalArgumentException if the names do not fit the model, or the parameters' length differs
     */
    public static byte[] protobuf(Model model, ModelState state, Names names, Instant trainedAt) {
        return export(model, state, names, trainedAt).serialize().toByteArray();
    }

    /** The Tribuo model. */
    static org.tribuo.Model<?> export(Model model, ModelState state, Names names, Instant trainedAt) {
        requireFitting(model, names);
        ImmutableFeatureMap features = features(names);
        double[] parameters = byFeatureId(model, state.parameters().decode(), names, features);
        ModelProvenance provenance = provenance(state, trainedAt);
        String name = state.study().value();
        return switch (model.task()) {
            case BINARY, CLASSES -> {
                ImmutableOutputInfo<Label> labels = labels(names);
                yield model.isLinear()
                        ? LinearExport.classifier(name, provenance, features, labels, linear(model, parameters))
                        : new PerceptronClassifier(name, provenance, features, labels, perceptron(model, parameters));
            }
            case LABELS -> {
                ImmutableOutputInfo<MultiLabel> labels = multiLabels(names);
                yield model.isLinear()
                        ? LinearExport.labeller(name, provenance, features, labels, linear(model, parameters))
                        : new PerceptronLabeller(name, provenance, features, labels, perceptron(model, parameters));
            }
            case NUMBER -> {
                ImmutableOutputInfo<Regressor> target = new RegressionFactory()
                        .constructInfoForExternalModel(
                                Map.of(new Regressor(names.outputs().get(0), 0.0), 0));
                yield model.isLinear()
                        ? LinearExport.regressor(name, provenance, features, target, linear(model, parameters))
                        : new PerceptronRegressor(name, provenance, features, target, perceptron(model, parameters));
            }
        };
    }

    /** The classes, numbered in their order; of two the first is the negative one. */
    private static ImmutableOutputInfo<Label> labels(Names names) {
        Map<Label, Integer> ids = new LinkedHashMap<>();
        for (String output : names.outputs()) {
            ids.put(new Label(output), ids.size());
        }
        return new LabelFactory().constructInfoForExternalModel(ids);
    }

    private static ImmutableOutputInfo<MultiLabel> multiLabels(Names names) {
        Map<MultiLabel, Integer> ids = new LinkedHashMap<>();
        for (String output : names.outputs()) {
            ids.put(new MultiLabel(output), ids.size());
        }
        return new MultiLabelFactory().constructInfoForExternalModel(ids);
    }

    private static void requireFitting(Model model, Names names) {
        if (names.features().size() != model.features() || new HashSet<>(names.features()).size() != model.features()) {
            throw new IllegalArgumentException(
                    "the model needs %d different feature names, got %s".formatted(model.features(), names.features()));
        }
        int outputs = model.task() == TargetType.BINARY ? 2 : model.outputs();
        if (names.outputs().size() != outputs || new HashSet<>(names.outputs()).size() != outputs) {
            throw new IllegalArgumentException(
                    "the model needs %d different output names, got %s".formatted(outputs, names.outputs()));
        }
    }

    private static LinearParameters linear(Model model, double[] parameters) {
        return (LinearParameters) TribuoParameters.of(model, parameters);
    }

    private static PerceptronParameters perceptron(Model model, double[] parameters) {
        return (PerceptronParameters) TribuoParameters.of(model, parameters);
    }

    /* Constants in place of statistics: a model must not tell what range its members' values have. */
    private static ImmutableFeatureMap features(Names names) {
        List<VariableInfo> infos = new ArrayList<>();
        for (String name : names.features()) {
            infos.add(new RealInfo(name, 1, 1.0, 0.0, 0.0, 0.0));
        }
        return new ImmutableFeatureMap(infos);
    }

    /** Moves the columns of the first layer to where Tribuo, which numbers features by name, looks for them. */
    private static double[] byFeatureId(Model model, double[] parameters, Names names, ImmutableFeatureMap features) {
        Layer first = model.layers().get(0);
        double[] moved = parameters.clone();
        for (int column = 0; column < first.inputs(); column++) {
            int id = features.getID(names.features().get(column));
            for (int unit = 0; unit < first.units(); unit++) {
                int row = unit * first.rowLength();
                moved[row + id] = parameters[row + column];
            }
        }
        return moved;
    }

    private static ModelProvenance provenance(ModelState state, Instant trainedAt) {
        Map<String, Provenance> instance = new TreeMap<>();
        instance.put("study", new StringProvenance("study", state.study().value()));
        instance.put("round", new IntProvenance("round", state.round()));
        instance.put(
                "modelHash",
                new StringProvenance("modelHash", ModelCodec.hash(state).hex()));
        return new ModelProvenance(
                TribuoExport.class.getName(),
                trainedAt.atOffset(ZoneOffset.UTC),
                new EmptyDatasetProvenance(),
                new EmptyTrainerProvenance(),
                instance,
                false);
    }
}
