package org.credence.node.model;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.common.sgd.AbstractSGDModel;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.math.Parameters;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.util.NoopNormalizer;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * A perceptron for classes as a Tribuo model: two labels with probabilities by the logistic function of its one output, or more by the
 * softmax of an output each. Its protobuf is Tribuo's container for linear classifiers, with this project's parameters in it. It does
 * not explain its predictions.
 */
public final class PerceptronClassifier extends AbstractSGDModel<Label> {
    /** Id of the negative class. */
    static final int NEGATIVE = 0;

    /** Id of the class whose logit the network gives. */
    static final int POSITIVE = 1;

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 0;

    PerceptronClassifier(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Label> labels,
            PerceptronParameters parameters) {
        super(name, provenance, features, labels, parameters, true, true);
    }

    /** Tribuo's entry for reading a stored model back. */
    public static PerceptronClassifier deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        if (version != VERSION) {
            throw new IllegalArgumentException("version %d of %s is not known".formatted(version, className));
        }
        ClassificationLinearSGDProto proto = message.unpack(ClassificationLinearSGDProto.class);
        ModelDataCarrier<?> carrier = ModelDataCarrier.deserialize(proto.getMetadata());
        if (!(carrier.outputDomain().getOutput(NEGATIVE) instanceof Label)
                || !(Parameters.deserialize(proto.getParams()) instanceof PerceptronParameters parameters)) {
            throw new IllegalArgumentException("this is no perceptron with labels");
        }
        @SuppressWarnings("unchecked") // its outputs are labels
        ImmutableOutputInfo<Label> labels = (ImmutableOutputInfo<Label>) carrier.outputDomain();
        return new PerceptronClassifier(
                carrier.name(), carrier.provenance(), carrier.featureDomain(), labels, parameters);
    }

    @Override
    public Prediction<Label> predict(Example<Label> example) {
        PredAndActive scored = predictSingle(example);
        double[] probabilities = probabilities(scored.prediction);
        Map<String, Label> scores = new LinkedHashMap<>();
        Label best = scored(NEGATIVE, probabilities[NEGATIVE], scores);
        for (int id = 1; id < probabilities.length; id++) {
            Label next = scored(id, probabilities[id], scores);
            best = next.getScore() > best.getScore() ? next : best;
        }
        return new Prediction<>(best, scores, scored.numActiveFeatures - 1, example, generatesProbabilities);
    }

    private static double[] probabilities(DenseVector outputs) {
        if (outputs.size() > 1) {
            return Softmax.probabilities(outputs.toArray());
        }
        double positive = Logistic.probability(outputs.get(0));
        return new double[] {1 - positive, positive};
    }

    private Label scored(int id, double probability, Map<String, Label> scores) {
        Label label = new Label(outputIDInfo.getOutput(id).getLabel(), probability);
        scores.put(label.getLabel(), label);
        return label;
    }

    @Override
    public ModelProto serialize() {
        ClassificationLinearSGDProto data = ClassificationLinearSGDProto.newBuilder()
                .setMetadata(createDataCarrier().serialize())
                .setParams(modelParameters.serialize())
                .setNormalizer(new NoopNormalizer().serialize())
                .build();
        return ModelProto.newBuilder()
                .setVersion(VERSION)
                .setClassName(PerceptronClassifier.class.getName())
                .setSerializedData(Any.pack(data))
                .build();
    }

    @Override
    protected PerceptronClassifier copy(String newName, ModelProvenance newProvenance) {
        return new PerceptronClassifier(
                newName, newProvenance, featureIDMap, outputIDInfo, (PerceptronParameters) modelParameters.copy());
    }

    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return Map.of();
    }

    @Override
    public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
        return Optional.empty();
    }
}
