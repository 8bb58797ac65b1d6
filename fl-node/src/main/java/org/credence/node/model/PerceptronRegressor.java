package org.credence.node.model;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.common.sgd.AbstractSGDModel;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.math.Parameters;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.sgd.protos.RegressionLinearSGDProto;

/**
 * A perceptron for a number as a Tribuo model with one dimension. Its protobuf is Tribuo's container for linear regressions, with
 * this project's parameters in it. It does not explain its predictions.
 */
public final class PerceptronRegressor extends AbstractSGDModel<Regressor> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 0;
    private static final int ONLY = 0;

    PerceptronRegressor(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Regressor> target,
            PerceptronParameters parameters) {
        super(name, provenance, features, target, parameters, false, true);
    }

    /** Tribuo's entry for reading a stored model back. */
    public static PerceptronRegressor deserializeFromProto(int version, String className, Any message)
            throws InvalidProtocolBufferException {
        if (version != VERSION) {
            throw new IllegalArgumentException("version %d of %s is not known".formatted(version, className));
        }
        RegressionLinearSGDProto proto = message.unpack(RegressionLinearSGDProto.class);
        ModelDataCarrier<?> carrier = ModelDataCarrier.deserialize(proto.getMetadata());
        if (!(carrier.outputDomain().getOutput(ONLY) instanceof Regressor)
                || !(Parameters.deserialize(proto.getParams()) instanceof PerceptronParameters parameters)) {
            throw new IllegalArgumentException("this is no perceptron with a number to predict");
        }
        @SuppressWarnings("unchecked") // its outputs are regressors
        ImmutableOutputInfo<Regressor> target = (ImmutableOutputInfo<Regressor>) carrier.outputDomain();
        return new PerceptronRegressor(
                carrier.name(), carrier.provenance(), carrier.featureDomain(), target, parameters);
    }

    @Override
    public Prediction<Regressor> predict(Example<Regressor> example) {
        PredAndActive scored = predictSingle(example);
        Regressor value = new Regressor(dimension(), scored.prediction.get(0));
        return new Prediction<>(value, scored.numActiveFeatures - 1, example);
    }

    private String dimension() {
        return outputIDInfo.getOutput(ONLY).getNames()[0];
    }

    @Override
    public ModelProto serialize() {
        RegressionLinearSGDProto data = RegressionLinearSGDProto.newBuilder()
                .setMetadata(createDataCarrier().serialize())
                .setParams(modelParameters.serialize())
                .addDimensionNames(dimension())
                .build();
        return ModelProto.newBuilder()
                .setVersion(VERSION)
                .setClassName(PerceptronRegressor.class.getName())
                .setSerializedData(Any.pack(data))
                .build();
    }

    @Override
    protected PerceptronRegressor copy(String newName, ModelProvenance newProvenance) {
        return new PerceptronRegressor(
                newName, newProvenance, featureIDMap, outputIDInfo, (PerceptronParameters) modelParameters.copy());
    }

    @Override
    public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
        return Map.of();
    }

    @Override
    public Optional<Excuse<Regressor>> getExcuse(Example<Regressor> example) {
        return Optional.empty();
    }
}
