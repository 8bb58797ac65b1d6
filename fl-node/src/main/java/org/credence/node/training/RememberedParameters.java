package org.credence.node.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.credence.node.model.TribuoParameters;
import org.tribuo.math.Parameters;
import org.tribuo.math.la.Tensor;
import org.tribuo.math.protos.ParametersProto;

/**
 * Opens an optimizer's private memory. At its start a Tribuo optimizer asks the parameters for empty copies and keeps its running
 * sums in them; here these copies start with what was remembered, and stay within reach.
 */
final class RememberedParameters implements Parameters {
    private static final long serialVersionUID = 1L;

    private final Parameters parameters;
    private final transient Iterator<double[]> remembered;
    private final transient List<Tensor[]> slots = new ArrayList<>();

    RememberedParameters(Parameters parameters, OptimizerMemory memory) {
        this.parameters = parameters;
        this.remembered = memory.slots().iterator();
    }

    /** The running sums as they are now, in the order in which the optimizer asked for them. */
    List<double[]> slots() {
        return slots.stream().map(TribuoParameters::flatten).toList();
    }

    @Override
    public Tensor[] getEmptyCopy() {
        Tensor[] slot = parameters.getEmptyCopy();
        if (remembered.hasNext()) {
            TribuoParameters.fill(slot, remembered.next());
        }
        slots.add(slot);
        return slot;
    }

    @Override
    public Tensor[] get() {
        return parameters.get();
    }

    @Override
    public void set(Tensor[] newWeights) {
        parameters.set(newWeights);
    }

    @Override
    public void update(Tensor[] updates) {
        parameters.update(updates);
    }

    @Override
    public Tensor[] merge(Tensor[][] gradients, int size) {
        return parameters.merge(gradients, size);
    }

    @Override
    public ParametersProto serialize() {
        return parameters.serialize();
    }
}
