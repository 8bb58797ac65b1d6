package org.credence.node.privacy;

import java.math.BigDecimal;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.config.StudySpec.PrivacySpec;

/** Privacy settings for tests. */
final class PrivacySpecs {
    static final PrivacySpec NOTHING =
            new PrivacySpec(Noise.NONE, BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("1e-5"), BigDecimal.ZERO);

    private PrivacySpecs() {}

    /** At delta 1e-5. */
    static PrivacySpec noisy(Noise noise, String clipNorm, String noiseMultiplier, String budget) {
        return new PrivacySpec(
                noise,
                new BigDecimal(clipNorm),
                new BigDecimal(noiseMultiplier),
                new BigDecimal("1e-5"),
                new BigDecimal(budget));
    }

    static PrivacySpec clippedOnly(String clipNorm) {
        return new PrivacySpec(
                Noise.NONE, new BigDecimal(clipNorm), BigDecimal.ZERO, new BigDecimal("1e-5"), BigDecimal.ZERO);
    }
}
