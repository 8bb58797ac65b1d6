package org.credence.node.data;

/** How the targets of a row stand for a class. */
final class Targets {
    private Targets() {}

    /** The class that a row is of: the output whose target is 1. */
    static int classOf(double[] targets) {
        for (int output = 0; output < targets.length; output++) {
            if (targets[output] == 1.0) {
                return output;
            }
        }
        throw new IllegalArgumentException("a row is of one of %d classes, was of none".formatted(targets.length));
    }
}
