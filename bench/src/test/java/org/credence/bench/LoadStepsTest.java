package org.credence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class LoadStepsTest {
    private final LoadSteps steps = new LoadSteps();

    @Test
    void theKneeIsTheFastestStepThatHeld() {
        steps.add(step(10, 100, Duration.ofSeconds(10)));
        steps.add(step(20, 200, Duration.ofSeconds(11)));
        steps.add(step(40, 400, Duration.ofSeconds(16)));
        assertThat(steps.knee()).map(LoadStep::offered).contains(20.0);
        assertThat(steps.most()).isEqualTo(25);
    }

    @Test
    void twoStepsInARowThatDoNotHoldAreSaturation() {
        steps.add(step(10, 100, Duration.ofSeconds(20)));
        assertThat(steps.isSaturated()).isFalse();
        steps.add(step(20, 200, Duration.ofSeconds(10)));
        steps.add(step(40, 400, Duration.ofSeconds(20)));
        assertThat(steps.isSaturated()).isFalse();
        steps.add(step(80, 800, Duration.ofSeconds(40)));
        assertThat(steps.isSaturated()).isTrue();
    }

    @Test
    void aStepWithAFailureDoesNotHold() {
        var failed = new LoadStep(10, Duration.ofSeconds(10), samples(100), 1);
        assertThat(failed.held()).isFalse();
        steps.add(failed);
        assertThat(steps.knee()).isEmpty();
        assertThat(steps.verdict()).contains("no step held", "at most 10 were done");
    }

    @Test
    void theVerdictNamesTheKneeAndWhatWasDoneBeyondIt() {
        steps.add(step(20, 200, Duration.ofSeconds(10)));
        steps.add(step(40, 400, Duration.ofSeconds(16)));
        assertThat(steps.verdict())
                .isEqualTo("knee: 20 transactions a second, p95 5 ms; at any rate, at most 25 were done");
    }

    private static LoadStep step(double offered, int done, Duration elapsed) {
        return new LoadStep(offered, elapsed, samples(done), 0);
    }

    private static Percentiles samples(int count) {
        return new Percentiles(Collections.nCopies(count, Duration.ofMillis(5)));
    }
}
