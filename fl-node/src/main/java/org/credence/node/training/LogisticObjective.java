package org.credence.node.training;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import com.oracle.labs.mlrg.olcut.util.Pair;
import org.credence.node.model.Logistic;
import org.tribuo.common.sgd.SGDObjective;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;

/**
 * The log-loss of one logit on {@code StrictMath}; Tribuo's objectives use {@code Math.exp}, whose last bit depends on the machine.
 * Returns the loss and its negative gradient, as every Tribuo objective does.
 */
final class LogisticObjective implements SGDObjective<DenseVector> {
    @Override
    public Pair<Double, SGDVector> lossAndGradient(DenseVector truth, SGDVector prediction) {
        double logit = prediction.get(0);
        double outcome = truth.get(0);
        DenseVector gradient = new DenseVector(1, outcome - Logistic.probability(logit));
        return new Pair<>(Logistic.loss(logit, outcome), gradient);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "SGDObjective");
    }
}
