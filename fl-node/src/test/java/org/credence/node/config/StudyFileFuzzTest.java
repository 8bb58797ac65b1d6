package org.credence.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a study file, it is a study or its problems are listed; nothing else is ever thrown. */
class StudyFileFuzzTest {
    private static final String PIECES = "{}[]:,-#&*!|>'\"%@` \n\t0129.eE+~?nulltruefoldssplits";

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @FuzzTest
    void anyText(FuzzedDataProvider data) {
        check(data.consumeRemainingAsString());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changedTemplate(long seed) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder(seed % 2 == 0 ? StudyFiles.template() : StudyFiles.SMALL);
        for (int change = 0; change < 10; change++) {
            int at = random.nextInt(text.length());
            char piece = PIECES.charAt(random.nextInt(PIECES.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, piece);
                case 1 -> text.insert(at, piece);
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(8)));
            }
            check(text.toString());
        }
    }

    private static void check(String text) {
        try {
            assertThat(StudyFile.parse("fuzz.yaml", text).members()).hasSizeGreaterThanOrEqualTo(4);
        } catch (StudyFileException e) {
            assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.line() >= 1 && problem.column() >= 1);
        }
    }
}
