package org.credence.node.config;

/**
 * What the finished model is measured on. Test rows are never trained on and never leave their member; only sums of metrics do.
 */
public sealed interface Evaluation {
    /** Each member's own test rows ({@link StudyMember#test}), in one study. */
    record HoldOut() implements Evaluation {}

    /**
     * The rows of a file that all members' results are measured on, in one study.
     *
     * @param file CSV in the data folder
     */
    record CommonTest(String file) implements Evaluation {}

    /**
     * Cross-validation: one study a fold with that fold's rows as test, then a last one on all rows. Folds are drawn with the
     * study's seed, stratified by class where the target is binary.
     *
     * @param count 2 to {@link #MAX_FOLDS}
     */
    record Folds(int count) implements Evaluation {
        /** The most folds. */
        public static final int MAX_FOLDS = 20;

        public Folds {
            if (count < 2 || count > MAX_FOLDS) {
                throw new IllegalArgumentException("folds must be 2 to %d, was %d".formatted(MAX_FOLDS, count));
            }
        }
    }

    /**
     * Cross-validation over the folds that a file assigns. Its columns are {@code row,site,fold}: rows are numbered from 0 over
     * the members' files in the order of the members, {@code site} is the member's site name.
     *
     * @param file CSV in the data folder
     */
    record Splits(String file) implements Evaluation {}
}
