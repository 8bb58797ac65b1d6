package org.credence.node.data;

import org.credence.node.config.StudySpec.TargetType;

/** How good a task's models are, in one number: the greater the better. */
public enum Metric {
    /** Area under the ROC curve of a binary target. */
    AUC("AUC") {
        @Override
        public double value(double[] scores, Examples examples) {
            return Metrics.auc(scores, examples);
        }
    },
    /** Coefficient of determination of a number. */
    R2("R2") {
        @Override
        public double value(double[] scores, Examples examples) {
            return Metrics.r2(scores, examples);
        }
    },
    /** Each class against the rest, the mean over the classes. */
    CLASS_AUC("AUC, mean of classes") {
        @Override
        public double value(double[] scores, Examples examples) {
            return Metrics.oneVersusRestAuc(scores, examples);
        }
    },
    /** Each label by itself, the mean over the labels. */
    LABEL_AUC("AUC, mean of labels") {
        @Override
        public double value(double[] scores, Examples examples) {
            return Metrics.meanAuc(scores, examples);
        }
    };

    private final String title;

    Metric(String title) {
        this.title = title;
    }

    /** The one that a task is reported by. */
    public static Metric of(TargetType task) {
        return switch (task) {
            case BINARY -> AUC;
            case NUMBER -> R2;
            case CLASSES -> CLASS_AUC;
            case LABELS -> LABEL_AUC;
        };
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /**
     * The metric of a model's scores on these rows; NaN where the rows do not tell.
     *
     * @param scores finite, row by row
     * @throws IllegalArgumentException if scores and rows differ in number
     */
    public abstract double value(double[] scores, Examples examples);
}
