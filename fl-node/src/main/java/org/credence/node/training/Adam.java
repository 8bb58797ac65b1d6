package org.credence.node.training;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.function.DoubleUnaryOperator;
import org.tribuo.math.Parameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.Tensor;

/**
 * Adam (Kingma and Ba, ICLR 2015, Algorithm 1) with its paper's constants. Tribuo 4.3.2's own multiplies by the root of the second
 * moment where it must divide (corrected there by pull request 401, in no release of that line).
 */
final class Adam implements StochasticGradientOptimiser {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double learningRate;
    private final long stepsBefore;
    private long steps;
    private Tensor[] firstMoment = {};
    private Tensor[] secondMoment = {};

    /** @param stepsBefore taken by the optimizer that this one continues, 0 for a new one */
    Adam(double learningRate, long stepsBefore) {
        this.learningRate = learningRate;
        this.stepsBefore = stepsBefore;
        this.steps = stepsBefore;
    }

    @Override
    public void initialise(Parameters parameters) {
        firstMoment = parameters.getEmptyCopy();
        secondMoment = parameters.getEmptyCopy();
        steps = stepsBefore;
    }

    @Override
    public Tensor[] step(Tensor[] gradients, double weight) {
        steps++;
        double rate = weight * learningRate / (1 - StrictMath.pow(BETA_1, (double) steps));
        double correction = 1 - StrictMath.pow(BETA_2, (double) steps);
        DoubleUnaryOperator inverseRoot = v -> 1 / (Math.sqrt(v / correction) + EPSILON);
        for (int i = 0; i < gradients.length; i++) {
            firstMoment[i].scaleInPlace(BETA_1);
            firstMoment[i].intersectAndAddInPlace(gradients[i], g -> (1 - BETA_1) * g);
            secondMoment[i].scaleInPlace(BETA_2);
            secondMoment[i].intersectAndAddInPlace(gradients[i], g -> (1 - BETA_2) * g * g);
            gradients[i].scaleInPlace(0);
            gradients[i].intersectAndAddInPlace(firstMoment[i], m -> rate * m);
            gradients[i].hadamardProductInPlace(secondMoment[i], inverseRoot);
        }
        return gradients;
    }

    @Override
    public void reset() {
        firstMoment = new Tensor[0];
        secondMoment = new Tensor[0];
        steps = stepsBefore;
    }

    @Override
    public Adam copy() {
        return new Adam(learningRate, stepsBefore);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "StochasticGradientOptimiser");
    }
}
