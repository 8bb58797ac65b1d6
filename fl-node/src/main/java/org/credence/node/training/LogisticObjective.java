package org.credence.node.training;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import com.oracle.labs.mlrg.olcut.util.Pair;
import org.credence.node.model.Logistic;
import org.tribuo.common.sgd.SGDObjective;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;

/**
 * The log-loss of one logit, or the sum over those of several labels, on {@code StrictMath}; Tribuo's objectives use
 * {@code Math.exp}, whose last bit depends on the machine. A label that is missing (NaN) costs nothing and pulls nowhere. Returns the
 * loss and its negative gradient, as every Tribuo objective does.
 */
final class LogisticObjective implements SGDObjective<DenseVector> {
    @Override
    public Pair<Double, SGDVector> lossAndGradient(DenseVector truth, SGDVector prediction) {
        DenseVector gradient = new DenseVector(truth.size());
        double loss = 0;
        for (int output = 0; output < truth.size(); output++) {
            double logit = prediction.get(output);
            double outcome = truth.get(output);
            if (!Double.isNaN(outcome)) {
                gradient.set(output, outcome - Logistic.probability(logit));
                loss += Logistic.loss(logit, outcome);
            }
        }
        return new Pair<>(loss, gradient);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "SGDObjective");
    }
}
