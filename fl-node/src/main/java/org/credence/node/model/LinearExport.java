package org.credence.node.model;

import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.SGD;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.sgd.objectives.BinaryCrossEntropy;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

/** Makes Tribuo's linear models from given weights; their constructors are open to Tribuo's own trainers alone. */
final class LinearExport {
    private static final int EPOCHS = 0;
    private static final long SEED = 0;

    private LinearExport() {}

    /** A classifier; weights of one logit become two rows, that of the negative class zeros. */
    static org.tribuo.Model<Label> classifier(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Label> labels,
            LinearParameters weights) {
        DenseMatrix rows = weights.getWeightMatrix();
        if (rows.getDimension1Size() == 1) {
            DenseMatrix both = new DenseMatrix(2, rows.getDimension2Size());
            for (int i = 0; i < rows.getDimension2Size(); i++) {
                both.set(PerceptronClassifier.POSITIVE, i, rows.get(0, i));
            }
            rows = both;
        }
        return new Classification().model(name, provenance, features, labels, new LinearParameters(rows));
    }

    static org.tribuo.Model<MultiLabel> labeller(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<MultiLabel> labels,
            LinearParameters weights) {
        return new Labelling().model(name, provenance, features, labels, weights);
    }

    static org.tribuo.Model<Regressor> regressor(
            String name,
            ModelProvenance provenance,
            ImmutableFeatureMap features,
            ImmutableOutputInfo<Regressor> target,
            LinearParameters weights) {
        return new Regression().model(name, provenance, features, target, weights);
    }

    private static final class Classification extends LinearSGDTrainer {
        Classification() {
            super(new LogMulticlass(), SGD.getSimpleSGD(1), EPOCHS, SEED);
        }

        org.tribuo.Model<Label> model(
                String name,
                ModelProvenance provenance,
                ImmutableFeatureMap features,
                ImmutableOutputInfo<Label> labels,
                LinearParameters weights) {
            return createModel(name, provenance, features, labels, weights);
        }
    }

    private static final class Labelling extends org.tribuo.multilabel.sgd.linear.LinearSGDTrainer {
        Labelling() {
            super(new BinaryCrossEntropy(), SGD.getSimpleSGD(1), EPOCHS, SEED);
        }

        org.tribuo.Model<MultiLabel> model(
                String name,
                ModelProvenance provenance,
                ImmutableFeatureMap features,
                ImmutableOutputInfo<MultiLabel> labels,
                LinearParameters weights) {
            return createModel(name, provenance, features, labels, weights);
        }
    }

    private static final class Regression extends org.tribuo.regression.sgd.linear.LinearSGDTrainer {
        Regression() {
            super(new SquaredLoss(), SGD.getSimpleSGD(1), EPOCHS, SEED);
        }

        org.tribuo.Model<Regressor> model(
                String name,
                ModelProvenance provenance,
                ImmutableFeatureMap features,
                ImmutableOutputInfo<Regressor> target,
                LinearParameters weights) {
            return createModel(name, provenance, features, target, weights);
        }
    }
}
