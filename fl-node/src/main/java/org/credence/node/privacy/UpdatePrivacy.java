package org.credence.node.privacy;

import java.security.SecureRandom;
import java.util.function.LongSupplier;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.config.StudySpec.PrivacySpec;
import org.credence.node.model.SeededStream;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;

/**
 * The mechanism: clips an update to an L2 norm, then adds Gaussian noise of standard deviation {@code noiseMultiplier * clipNorm} to
 * each coordinate. Unit and neighbours are in the package's description; {@link PrivacyAccountant} says what it spends.
 *
 * <p>With {@link Noise#SECURE} the noise differs each time: store the result before it is committed. With {@link Noise#SEEDED} and
 * {@link Noise#NONE} the same update gives the same result. Not safe for use by several threads.
 */
public final class UpdatePrivacy {
    /** The bound is taken a millionth lower: more than all rounding in a norm of a billion coordinates. */
    private static final double ROUNDING_MARGIN = 1 - 0x1p-20;

    private final Noise noise;
    private final double clipNorm;
    private final double standardDeviation;
    private final SeededStream.Key seededBy;
    private final SecureRandom random;

    private UpdatePrivacy(PrivacySpec privacy, SeededStream.Key seededBy, SecureRandom random) {
        this.noise = privacy.noise();
        this.clipNorm = Decimals.toDouble(privacy.clipNorm());
        this.standardDeviation = Decimals.toDouble(privacy.noiseMultiplier()) * clipNorm;
        this.seededBy = seededBy;
        this.random = random;
    }

    /**
     * One member's mechanism in a study.
     *
     * @param specHash of the approved study, whose seed it covers; with the round and the member, what seeded noise is drawn from
     * @param random what secure noise is drawn from
     */
    public static UpdatePrivacy of(PrivacySpec privacy, Digest specHash, MemberId member, SecureRandom random) {
        SeededStream.Key key =
                SeededStream.named("update noise").with(specHash.hex()).with(member.value());
        return new UpdatePrivacy(privacy, key, random);
    }

    /**
     * The update as it may leave the node; the argument is not changed.
     *
     * @param round of the study, from 0
     * @throws IllegalArgumentException if a value is NaN or infinite: such an update cannot be clipped, so it must not be sent
     */
    public double[] protect(int round, double[] update) {
        double[] clipped = clip(update);
        if (noise == Noise.NONE) {
            return clipped;
        }
        LongSupplier bits =
                noise == Noise.SECURE ? random::nextLong : seededBy.with(round).open()::nextLong;
        GaussianNoise gaussian = new GaussianNoise(bits);
        for (int i = 0; i < clipped.length; i++) {
            clipped[i] += standardDeviation * gaussian.next();
        }
        return clipped;
    }

    private double[] clip(double[] update) {
        double largest = largestMagnitude(update);
        double[] clipped = update.clone();
        if (clipNorm == 0 || largest == 0) {
            return clipped;
        }
        // Divided by the largest value first, so that the squares neither overflow nor vanish.
        double sum = 0;
        for (double value : update) {
            sum += (value / largest) * (value / largest);
        }
        double norm = StrictMath.sqrt(sum);
        double bound = clipNorm * ROUNDING_MARGIN;
        if (largest <= bound / norm) {
            return clipped;
        }
        for (int i = 0; i < clipped.length; i++) {
            clipped[i] = update[i] / largest * (bound / norm);
        }
        return clipped;
    }

    private static double largestMagnitude(double[] update) {
        double largest = 0;
        for (int i = 0; i < update.length; i++) {
            if (!Double.isFinite(update[i])) {
                throw new IllegalArgumentException(
                        "parameter %d of the update is %s; only finite values can be clipped: lower the learning rate"
                                .formatted(i, update[i]));
            }
            largest = Math.max(largest, Math.abs(update[i]));
        }
        return largest;
    }
}
