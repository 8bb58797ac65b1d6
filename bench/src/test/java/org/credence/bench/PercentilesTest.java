package org.credence.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void aPercentileIsASampleThatThisShareDoesNotPass() {
        var hundred = new Percentiles(IntStream.rangeClosed(1, 100)
                .mapToObj(i -> Duration.ofMillis(101 - i))
                .toList());
        assertThat(hundred.at(50)).hasMillis(50);
        assertThat(hundred.at(95)).hasMillis(95);
        assertThat(hundred.at(100)).hasMillis(100);
        assertThat(hundred.at(0.5)).hasMillis(1);
    }

    @Test
    void ofTwoSamplesTheSmallerIsTheMedianAndTheLargerThe95thPercentile() {
        var two = new Percentiles(List.of(Duration.ofMillis(7), Duration.ofMillis(3)));
        assertThat(two.at(50)).hasMillis(3);
        assertThat(two.at(95)).hasMillis(7);
    }

    @Test
    void ofNoSamplesEveryPercentileIsZero() {
        assertThat(new Percentiles(List.of()).at(95)).isZero();
    }

    @Test
    void percentagesOutsideTheirRangeAreRefused() {
        var none = new Percentiles(List.of());
        assertThatThrownBy(() -> none.at(0)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> none.at(100.5)).hasMessageContaining("was 100.5");
    }
}
