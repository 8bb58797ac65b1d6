package org.credence.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Steps of growing rate, and where they end: the knee is the fastest step that held, the ledger is saturated after two that did not. */
final class LoadSteps {
    /** One step may be spoilt by something else on the machine. */
    private static final int ENOUGH = 2;

    private final List<LoadStep> steps = new ArrayList<>();
    private int missed;

    void add(LoadStep step) {
        steps.add(step);
        missed = step.held() ? 0 : missed + 1;
    }

    /** Whether a faster step would show nothing more. */
    boolean isSaturated() {
        return missed >= ENOUGH;
    }

    /** The fastest step that held; empty if none did. */
    Optional<LoadStep> knee() {
        return steps.stream().filter(LoadStep::held).max(Comparator.comparingDouble(LoadStep::offered));
    }

    /** The most calls a second that were done in any step; 0 without steps. */
    double most() {
        return steps.stream().mapToDouble(LoadStep::throughput).max().orElse(0);
    }

    /** What came of it, in words. */
    String verdict() {
        String most = FigureTable.format("at most %.0f were done", most());
        return knee().map(knee -> FigureTable.format(
                                "knee: %.0f transactions a second, p95 %.0f ms; at any rate, ",
                                knee.offered(),
                                LoadTable.millis(knee.latencies().at(95)))
                        + most)
                .orElse("no step held: " + most + "; begin with a lower rate");
    }
}
