package org.credence.node.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.config.StudySpec.PrivacySpec;
import org.credence.node.model.SeededStream;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdatePrivacyTest {
    private static final Digest SPEC = Digest.sha256(new byte[] {1});
    private static final MemberId MEMBER = new MemberId("Hospital1");
    private static final PrivacySpec SEEDED = PrivacySpecs.noisy(Noise.SEEDED, "0.5", "2", "100");

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aClippedUpdateIsNeverLongerThanTheNormAndKeepsItsDirection(long seed) {
        double[] update = randomUpdate(seed);
        double[] before = update.clone();
        double[] clipped = mechanism(PrivacySpecs.clippedOnly("1.5")).protect(0, update);
        assertThat(update).isEqualTo(before);
        assertThat(norm(clipped)).isLessThanOrEqualTo(1.5);
        if (norm(update) < 1.4999) {
            assertThat(clipped).isEqualTo(update);
        } else {
            double shrunk = norm(clipped) / norm(update);
            assertThat(norm(clipped)).isCloseTo(1.5, within(1e-4));
            for (int i = 0; i < update.length; i++) {
                assertThat(clipped[i]).isCloseTo(update[i] * shrunk, within(1e-9));
            }
        }
    }

    @Test
    void theLargestAndSmallestValuesAreClippedWithoutOverflow() {
        UpdatePrivacy clip = mechanism(PrivacySpecs.clippedOnly("1"));
        double[] huge = clip.protect(0, new double[] {Double.MAX_VALUE, -Double.MAX_VALUE});
        assertThat(huge[0]).isCloseTo(Math.sqrt(0.5), within(1e-5)).isEqualTo(-huge[1]);
        assertThat(clip.protect(0, new double[] {Double.MIN_VALUE, 0})).containsExactly(Double.MIN_VALUE, 0);
        assertThat(clip.protect(0, new double[3])).containsOnly(0);
        assertThat(clip.protect(0, new double[0])).isEmpty();
    }

    @Test
    void withoutAClippingNormNothingChanges() {
        double[] update = {1e6, -3};
        assertThat(mechanism(PrivacySpecs.NOTHING).protect(0, update)).isEqualTo(update);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsRefused(double value) {
        for (PrivacySpec privacy : new PrivacySpec[] {SEEDED, PrivacySpecs.NOTHING}) {
            assertThatThrownBy(() -> mechanism(privacy).protect(0, new double[] {0, value}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("parameter 1 of the update is " + value);
        }
    }

    @Test
    void seededNoiseIsTheSameForTheSameStudyRoundAndMemberOnly() {
        double[] noise = seeded(SPEC, MEMBER).protect(3, new double[20]);
        assertThat(seeded(SPEC, MEMBER).protect(3, new double[20])).isEqualTo(noise);
        assertThat(seeded(SPEC, MEMBER).protect(4, new double[20])).isNotEqualTo(noise);
        assertThat(seeded(SPEC, new MemberId("Hospital2")).protect(3, new double[20]))
                .isNotEqualTo(noise);
        assertThat(seeded(Digest.sha256(new byte[] {2}), MEMBER).protect(3, new double[20]))
                .isNotEqualTo(noise);
    }

    /** Model hashes of a seeded study depend on these bits: they must never change, on any Java. */
    @Test
    void theBitsOfSeededNoiseAreFixed() {
        double[] noise = seeded(SPEC, MEMBER).protect(0, new double[1000]);
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * noise.length);
        Arrays.stream(noise).forEach(bytes::putDouble);
        assertThat(Digest.sha256(bytes.array()).hex())
                .isEqualTo("747abaa46d2e7b0f8eb73b28a6f0af6432f9063d6fe5033c978be3a828705b73");
    }

    @Test
    void secureNoiseIsNeverTheSameTwice() {
        UpdatePrivacy secure = mechanism(PrivacySpecs.noisy(Noise.SECURE, "0.5", "2", "100"));
        assertThat(secure.protect(0, new double[4])).isNotEqualTo(secure.protect(0, new double[4]));
    }

    @ParameterizedTest
    @EnumSource(names = {"SECURE", "SEEDED"})
    void noiseHasMeanZeroAndTheMultiplierTimesTheNormAsStandardDeviation(Noise noise) throws Exception {
        SecureRandom repeatable = SecureRandom.getInstance("SHA1PRNG");
        repeatable.setSeed(5);
        UpdatePrivacy privacy =
                UpdatePrivacy.of(PrivacySpecs.noisy(noise, "0.5", "2", "100"), SPEC, MEMBER, repeatable);
        int count = 50_000;
        double[] drawn = privacy.protect(0, new double[count]);
        double mean = Arrays.stream(drawn).average().orElseThrow();
        double variance = Arrays.stream(drawn).map(x -> x * x).sum() / count;
        assertThat(mean).isCloseTo(0, within(0.02));
        assertThat(variance).isCloseTo(1, within(0.03));
    }

    @Test
    void noiseIsAddedToTheClippedUpdate() {
        double[] update = {3, 0, -4};
        double[] clipped = mechanism(PrivacySpecs.clippedOnly("0.5")).protect(0, update);
        double[] noise = seeded(SPEC, MEMBER).protect(7, new double[3]);
        double[] both = seeded(SPEC, MEMBER).protect(7, update);
        for (int i = 0; i < 3; i++) {
            assertThat(both[i]).isEqualTo(clipped[i] + noise[i]);
        }
    }

    /** Ten equally likely ranges of the normal distribution: chi-square with 9 degrees of freedom, above 33.7 once in 10 000. */
    @Test
    void noiseIsNormal() {
        GaussianNoise gaussian = new GaussianNoise(SeededStream.named("test").open()::nextLong);
        double[] bounds = {
            -1.2815515655,
            -0.8416212336,
            -0.5244005127,
            -0.2533471031,
            0,
            0.2533471031,
            0.5244005127,
            0.8416212336,
            1.2815515655
        };
        int count = 100_000;
        int[] ranges = new int[bounds.length + 1];
        int beyondThree = 0;
        double lagged = 0;
        double previous = 0;
        for (int i = 0; i < count; i++) {
            double drawn = gaussian.next();
            int place = Arrays.binarySearch(bounds, drawn);
            ranges[place < 0 ? -place - 1 : place]++;
            beyondThree += Math.abs(drawn) > 3 ? 1 : 0;
            lagged += drawn * previous;
            previous = drawn;
        }
        double expected = count / (double) ranges.length;
        double chiSquare = Arrays.stream(ranges)
                .mapToDouble(seen -> (seen - expected) * (seen - expected) / expected)
                .sum();
        assertThat(chiSquare).isLessThan(33.7);
        assertThat(beyondThree).isBetween(200, 340); // 270 expected, standard deviation 16.4
        assertThat(lagged / count).isCloseTo(0, within(0.015)); // standard deviation 0.0032
    }

    private static UpdatePrivacy mechanism(PrivacySpec privacy) {
        return UpdatePrivacy.of(privacy, SPEC, MEMBER, new SecureRandom());
    }

    private static UpdatePrivacy seeded(Digest specHash, MemberId member) {
        return UpdatePrivacy.of(SEEDED, specHash, member, new SecureRandom());
    }

    /** Of norms from far below to far above 1.5. */
    private static double[] randomUpdate(long seed) {
        SeededStream random = SeededStream.named("update").with(seed).open();
        double size = StrictMath.pow(10, random.nextDouble() * 6 - 4);
        double[] update = new double[1 + random.nextInt(40)];
        for (int i = 0; i < update.length; i++) {
            update[i] = (2 * random.nextDouble() - 1) * size;
        }
        return update;
    }

    private static double norm(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
    }
}
