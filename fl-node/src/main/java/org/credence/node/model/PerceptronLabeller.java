package org.credence.node.model;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.common.sgd.AbstractSGDModel;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.math.Parameters;
import org.tribuo.math.util.NoopNormalizer;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.sgd.protos.MultiLabelLinearSGDProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * A perceptron for labels as a Tribuo model: an output for each label, its probability by the logistic function, predicted where that is
 * above one half. Its protobuf is Tribuo's container for linear multi-label models, with this project's parameters in it. It does not
 * explain its predictions.
 */
public final class PerceptronLabeller extends AbstractSGDModel<MultiLabel> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 0;
    private static final int FIRST = 0;
    private static final double THRESHOLD = 0.5;

    PerceptronLabeller(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<MultiLabel> labels,
            PerceptronParameters parameters) {
        super(name, provenance, features, labels, parameters, true, true);
    }

    /** Tribuo's entry for reading a stored model back. */
    public static PerceptronLabeller deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        if (version != VERSION) {
            throw new IllegalArgumentException("version %d of %s is not known".formatted(version, className));
        }
        MultiLabelLinearSGDProto proto = message.unpack(MultiLabelLinearSGDProto.class);
        ModelDataCarrier<?> carrier = ModelDataCarrier.deserialize(proto.getMetadata());
        if (!(carrier.outputDomain().getOutput(FIRST) instanceof MultiLabel)
                || !(Parameters.deserialize(proto.getParams()) instanceof PerceptronParameters parameters)) {
            throw new IllegalArgumentException("this is no perceptron for labels");
        }
        @SuppressWarnings("unchecked") // its outputs are labels
        ImmutableOutputInfo<MultiLabel> labels = (ImmutableOutputInfo<MultiLabel>) carrier.outputDomain();
        return new PerceptronLabeller(
                carrier.name(), carrier.provenance(), carrier.featureDomain(), labels, parameters);
    }

    @Override
    public Prediction<MultiLabel> predict(Example<MultiLabel> example) {
        PredAndActive scored = predictSingle(example);
        Set<Label> predicted = new LinkedHashSet<>();
        Map<String, MultiLabel> scores = new LinkedHashMap<>();
        for (int id = 0; id < scored.prediction.size(); id++) {
            double probability = Logistic.probability(scored.prediction.get(id));
            Label label = new Label(outputIDInfo.getOutput(id).getLabelString(), probability);
            scores.put(label.getLabel(), new MultiLabel(label));
            if (probability > THRESHOLD) {
                predicted.add(label);
            }
        }
        return new Prediction<>(
                new MultiLabel(predicted), scores, scored.numActiveFeatures - 1, example, generatesProbabilities);
    }

    @Override
    public ModelProto serialize() {
        MultiLabelLinearSGDProto data = MultiLabelLinearSGDProto.newBuilder()
                .setMetadata(createDataCarrier().serialize())
                .setParams(modelParameters.serialize())
                .setNormalizer(new NoopNormalizer().serialize())
                .setThreshold(THRESHOLD)
                .build();
        return ModelProto.newBuilder()
                .setVersion(VERSION)
                .setClassName(PerceptronLabeller.class.getName())
                .setSerializedData(Any.pack(data))
                .build();
    }

    @Override
    protected PerceptronLabeller copy(String newName, ModelProvenance newProvenance) {
        return new PerceptronLabeller(
                newName, newProvenance, featureIDMap, outputIDInfo, (PerceptronParameters) modelParameters.copy());
    }

    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return Map.of();
    }

    @Override
    public Optional<Excuse<MultiLabel>> getExcuse(Example<MultiLabel> example) {
        return Optional.empty();
    }
}
