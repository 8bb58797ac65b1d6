package org.credence.node.training;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import com.oracle.labs.mlrg.olcut.util.Pair;
import org.credence.node.model.Softmax;
import org.tribuo.common.sgd.SGDObjective;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;

/**
 * The log-loss over several classes on {@code StrictMath}; the truth is 1 for the row's class and 0 for the others. Returns the loss
 * and its negative gradient, as every Tribuo objective does.
 */
final class SoftmaxObjective implements SGDObjective<DenseVector> {
    @Override
    public Pair<Double, SGDVector> lossAndGradient(DenseVector truth, SGDVector prediction) {
        double[] probabilities = Softmax.probabilities(prediction.toArray());
        DenseVector gradient = new DenseVector(truth.size());
        double loss = 0;
        for (int k = 0; k < probabilities.length; k++) {
            gradient.set(k, truth.get(k) - probabilities[k]);
            loss -= truth.get(k) == 0 ? 0 : StrictMath.log(probabilities[k]);
        }
        return new Pair<>(loss, gradient);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "SGDObjective");
    }
}
