package org.credence.node.privacy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.config.StudySpec.PrivacySpec;

/**
 * What a study's updates cost a member in epsilon at the study's delta. Immutable; the same figures on every Java, so that an auditor
 * works them out again.
 *
 * <p>The figures hold for the update of a member that takes part every time, against replacing that member's data: the sensitivity
 * of a clipped update is twice the clipping norm, so the noise counts for half its multiplier. They are epsilons only if the noise
 * {@link #protects}. For seeded noise they say what secret noise would spend, which is what the ledger's budget is exercised with;
 * without noise they are 0 and mean nothing.
 */
public final class PrivacyAccountant {
    /** Noise below this, over the clipping norm, hides nothing and has no figures: {@link SampledGaussian#LEAST_SIGMA} sensitivities. */
    public static final BigDecimal LEAST_MULTIPLIER = new BigDecimal("0.002");

    /** Replacing a member's data moves its clipped update by up to two clipping norms. */
    private static final double SENSITIVITY = 2;

    private static final double MICROS = 1e6;

    /** The largest multiplier that a study can have, in sensitivities. */
    private static final double MOST_NOISE = 1e12 / SENSITIVITY;

    private final Noise noise;
    private final double delta;
    private final BigDecimal budget;
    private final long budgetMicros;
    private final RenyiAccountant accountant;

    private PrivacyAccountant(Noise noise, double delta, BigDecimal budget, RenyiAccountant accountant) {
        this.noise = noise;
        this.delta = delta;
        this.budget = budget;
        this.budgetMicros =
                budget.movePointRight(6).setScale(0, RoundingMode.FLOOR).longValueExact();
        this.accountant = accountant;
    }

    /** The accountant of a study with these settings. */
    public static PrivacyAccountant of(PrivacySpec privacy) {
        double multiplier = privacy.noise() == Noise.NONE ? 1 : Decimals.toDouble(privacy.noiseMultiplier());
        return new PrivacyAccountant(
                privacy.noise(),
                Decimals.toDouble(privacy.delta()),
                privacy.epsilonBudget(),
                new RenyiAccountant(1, multiplier / SENSITIVITY, RenyiAccountant.ORDERS));
    }

    /** Whether the figures are differential privacy: only with noise that nobody else can draw. */
    public boolean protects() {
        return noise == Noise.SECURE;
    }

    /**
     * Epsilon after a member's first updates; grows with their number. 0 without noise, where it says nothing.
     *
     * @param updates at least 0
     */
    public double epsilonAfter(int updates) {
        if (updates < 0) {
            throw new IllegalArgumentException("a member sends at least 0 updates, was " + updates);
        }
        return updates == 0 || noise == Noise.NONE ? 0 : accountant.epsilon(updates, delta);
    }

    /** {@link #epsilonAfter} in millionths, rounded up. */
    public long microsAfter(int updates) {
        return (long) StrictMath.ceil(epsilonAfter(updates) * MICROS);
    }

    /**
     * What a member's k-th update adds to {@link #microsAfter}, so that the growths of all its updates add up to that figure.
     *
     * @param update k, from 1
     * @throws IllegalArgumentException if k is below 1
     */
    public long growthMicros(int update) {
        if (update < 1) {
            throw new IllegalArgumentException("updates are counted from 1, was " + update);
        }
        return microsAfter(update) - microsAfter(update - 1);
    }

    /** The study's budget in millionths of epsilon, rounded down. */
    public long budgetMicros() {
        return budgetMicros;
    }

    /** The most updates that the budget allows, up to {@code limit}. */
    public int updatesWithinBudget(int limit) {
        int within = 0;
        int beyond = limit + 1;
        while (beyond - within > 1) {
            int middle = within + (beyond - within) / 2;
            if (microsAfter(middle) <= budgetMicros) {
                within = middle;
            } else {
                beyond = middle;
            }
        }
        return within;
    }

    /**
     * What is wrong with the budget of a study that would spend more, continuing the budget's name; empty for a study that fits.
     *
     * @param rounds planned, each with an update of the member
     */
    public Optional<String> overspending(int rounds) {
        if (microsAfter(rounds) <= budgetMicros) {
            return Optional.empty();
        }
        String refusal = "must be at least %s for %d rounds at delta %s, was %s"
                .formatted(Decimals.up(epsilonAfter(rounds)), rounds, Decimals.plain(delta), budget.toPlainString());
        int fitting = updatesWithinBudget(rounds);
        return Optional.of(
                refusal + (fitting == 0 ? "" : "; or plan at most %d rounds".formatted(fitting)) + remedy(rounds));
    }

    /** The noise with which the rounds fit; even the most noise costs the epsilon that proving it takes. */
    private String remedy(int rounds) {
        double affordable = budgetMicros / MICROS;
        double cheapest = new RenyiAccountant(1, MOST_NOISE, RenyiAccountant.ORDERS).epsilon(rounds, delta);
        if (cheapest > affordable) {
            return "; no noise can bring it below %s".formatted(Decimals.up(cheapest));
        }
        double enough = SENSITIVITY * RenyiAccountant.sigmaFor(affordable, 1, rounds, delta, RenyiAccountant.ORDERS);
        return "; or raise privacy.noiseMultiplier to at least %s".formatted(Decimals.up(enough));
    }

    /** The protection after so many updates, in words that do not claim more than holds. */
    public String statementAfter(int updates) {
        String figure = "epsilon %s at delta %s".formatted(Decimals.up(epsilonAfter(updates)), Decimals.plain(delta));
        return switch (noise) {
            case SECURE -> figure + " for the data of a member that sent " + updates + " updates";
            case SEEDED -> "no protection: seeded noise is public (secret noise would spend " + figure + ")";
            case NONE -> "no protection: no noise";
        };
    }
}
