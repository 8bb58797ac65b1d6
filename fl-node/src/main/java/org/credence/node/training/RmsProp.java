package org.credence.node.training;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.function.DoubleUnaryOperator;
import org.tribuo.math.Parameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.Tensor;

/**
 * RMSProp (Tieleman and Hinton, 2012) with Tribuo's formula and constants: decay 0.9, epsilon 1e-8 outside the root. Tribuo's own
 * keeps its mean of squares where it can be neither saved nor restored, and a node that starts again must go on with the same bits.
 */
final class RmsProp implements StochasticGradientOptimiser {
    static final double DECAY = 0.9;
    static final double EPSILON = 1e-8;

    private final double learningRate;
    private Tensor[] meanSquare = {};

    RmsProp(double learningRate) {
        this.learningRate = learningRate;
    }

    @Override
    public void initialise(Parameters parameters) {
        meanSquare = parameters.getEmptyCopy();
    }

    @Override
    public Tensor[] step(Tensor[] gradients, double weight) {
        DoubleUnaryOperator scale = v -> weight * learningRate / (EPSILON + Math.sqrt(v));
        for (int i = 0; i < gradients.length; i++) {
            meanSquare[i].scaleInPlace(DECAY);
            meanSquare[i].intersectAndAddInPlace(gradients[i], g -> (1 - DECAY) * g * g);
            gradients[i].hadamardProductInPlace(meanSquare[i], scale);
        }
        return gradients;
    }

    @Override
    public void reset() {
        meanSquare = new Tensor[0];
    }

    @Override
    public RmsProp copy() {
        return new RmsProp(learningRate);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "StochasticGradientOptimiser");
    }
}
