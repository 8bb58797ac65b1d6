package org.credence.node.round;

import java.util.Arrays;
import org.credence.incentive.valuation.ValidationLoss;
import org.credence.node.data.Examples;
import org.credence.node.model.Model;
import org.credence.node.model.ParameterVector;

/**
 * How wrong a study's models are on the board's validation rows: log-loss of a binary target, of classes, and of the labels that the
 * rows have, each label alike; squared error of a number. The same bits on every machine. Immutable, safe for use by several threads.
 */
final class ValidationUtility {
    private final Model model;
    private final Examples validation;
    private final int[] counted;
    private final ValidationLoss loss;

    /** @throws IllegalArgumentException if the rows have nothing that a model could be held to */
    ValidationUtility(Model model, Examples validation) {
        this.model = model;
        this.validation = validation;
        this.counted = counted(validation);
        this.loss = switch (model.task()) {
            case BINARY, LABELS -> ValidationLoss.logLoss(targets());
            case CLASSES -> ValidationLoss.crossEntropy(classes(validation), model.outputs());
            case NUMBER -> ValidationLoss.squaredError(targets());
        };
    }

    /** The places of the scores that have a target, among those of all rows. */
    private static int[] counted(Examples validation) {
        int[] places = new int[validation.size() * validation.outputs()];
        int next = 0;
        for (int row = 0; row < validation.size(); row++) {
            for (int output = 0; output < validation.outputs(); output++) {
                if (validation.labelled(row, output)) {
                    places[next++] = row * validation.outputs() + output;
                }
            }
        }
        return Arrays.copyOf(places, next);
    }

    private double[] targets() {
        double[] targets = new double[counted.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = validation.target(counted[i] / validation.outputs(), counted[i] % validation.outputs());
        }
        return targets;
    }

    private static int[] classes(Examples validation) {
        int[] classes = new int[validation.size()];
        for (int row = 0; row < classes.length; row++) {
            for (int output = 0; output < validation.outputs(); output++) {
                classes[row] = validation.target(row, output) == 1.0 ? output : classes[row];
            }
        }
        return classes;
    }

    ValidationLoss loss() {
        return loss;
    }

    /** The scores that count: row by row, without those whose label is missing. Linear in the parameters if the model is. */
    double[] outputs(ParameterVector parameters) {
        double[] scores = model.score(parameters.decode(), validation);
        if (counted.length == scores.length) {
            return scores;
        }
        double[] outputs = new double[counted.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = scores[counted[i]];
        }
        return outputs;
    }

    /** The mean loss of the model with these parameters. */
    double loss(ParameterVector parameters) {
        return loss.mean(outputs(parameters));
    }
}
