package org.credence.network.fabric.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.credence.network.fabric.FabricPrograms;
import org.credence.network.fabric.TestDefinitions;
import org.credence.protocol.trace.Trace;
import org.credence.protocol.trace.TraceReplay;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The consortium's contract on real Fabric lives the reference model's histories, as it does on the embedded ledger. Several
 * at a time, side by side on one channel: blocks hold transactions of many.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(1800)
final class FabricTraceIT {
    private static final int AT_ONCE = 8;

    private final List<Trace> traces = Trace.all();
    private final ExecutorService replaying = Executors.newFixedThreadPool(AT_ONCE);
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Future<?>> replays = new ArrayList<>();

    @BeforeAll
    void found(@TempDir Path folder) {
        FabricPrograms programs = TestDefinitions.requirePrograms();
        TraceNetwork network = new TraceNetwork(folder.resolve("network"), programs, traces);
        open.add(network);
        for (int place = 0; place < traces.size(); place++) {
            int own = place;
            replays.add(replaying.submit(() -> replay(network, own)));
        }
    }

    private void replay(TraceNetwork network, int place) {
        Trace trace = traces.get(place);
        try (FabricTarget target = new FabricTarget(network, trace, place, executor)) {
            TraceReplay.run(trace, target);
        }
    }

    @AfterAll
    void disband() throws Exception {
        replaying.shutdownNow();
        for (AutoCloseable one : open) {
            one.close();
        }
        executor.shutdownNow();
    }

    List<Arguments> places() {
        return IntStream.range(0, traces.size())
                .mapToObj(place -> Arguments.of(traces.get(place), place))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void replaysWithTheSameCodesEventsAndStates(Trace trace, int place) throws Exception {
        replays.get(place).get();
    }
}
