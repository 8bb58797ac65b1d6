package org.credence.protocol.rules;

import java.util.List;
import org.credence.protocol.trace.RulesTarget;
import org.credence.protocol.trace.Trace;
import org.credence.protocol.trace.TraceReplay;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules live the reference model's histories: the golden ones (12 scripted and 60 random), those of
 * calls that the model does not have, or those of another file with
 * {@code -Dcredence.traces=FILE}.
 */
class LifecycleTraceTest {
    static List<Trace> traces() {
        return Trace.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traces")
    void replaysWithTheSameCodesEventsAndStates(Trace trace) {
        TraceReplay.run(trace, new RulesTarget());
    }
}
