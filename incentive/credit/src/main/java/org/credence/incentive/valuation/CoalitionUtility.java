package org.credence.incentive.valuation;

/** How good a coalition's model is. Must give the same value whenever it is asked for the same coalition. */
@FunctionalInterface
public interface CoalitionUtility {
    /**
     * The coalition's utility in nano-units; higher is better.
     *
     * @param coalition bit i set if and only if member i is in it; 0 is the base model alone
     */
    long nanos(long coalition);
}
