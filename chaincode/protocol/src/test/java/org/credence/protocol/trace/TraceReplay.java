package org.credence.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.Role;
import org.credence.protocol.Statement;
import org.credence.protocol.TxContext;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.rules.PublicState;

/** Replays a trace on a target that holds an empty ledger, and compares code, event and public state at every step. */
public final class TraceReplay {
    private final Trace trace;
    private final TraceTarget target;
    private final Symbols symbols;

    private TraceReplay(Trace trace, TraceTarget target) {
        this.trace = trace;
        this.target = target;
        this.symbols = new Symbols((study, epoch) -> {
            Statement statement = target.state().get(Keys.statement(study, epoch));
            assertThat(statement).as("statement of epoch %s", epoch).isNotNull();
            return statement.root();
        });
    }

    /** @throws AssertionError at the first difference, naming trace and step */
    public static void run(Trace trace, TraceTarget target) {
        new TraceReplay(trace, target).run();
    }

    private void run() {
        found();
        SortedMap<String, String> expected = new TreeMap<>(trace.initial());
        assertThat(publicState()).as("%s, at its start", trace).isEqualTo(expected);
        int number = 0;
        for (Trace.Step step : trace.steps()) {
            String where = "%s, step %d: %s".formatted(trace, number++, step);
            TraceTarget.Answer answer = target.submit(sender(step), step.call(), argument(step));
            assertThat(answer.code()).as(where).isEqualTo(Code.valueOf(step.code()));
            assertThat(answer.event()).as(where).isEqualTo(step.event());
            expected.putAll(step.delta());
            assertThat(publicState()).as(where).isEqualTo(expected);
        }
        assertThat(publicState()).as("%s, at its end", trace).isEqualTo(trace.last());
    }

    private void found() {
        Command charter = new Command.InitCharter(trace.members(), trace.threshold(), trace.auditors());
        long start = trace.steps().isEmpty() ? 0 : trace.steps().get(0).time();
        var founder = new TxContext(trace.members().get(0), Role.BOARD, null, start);
        assertThat(target.submit(founder, charter.function(), CanonicalJson.encodeText(charter))
                        .code())
                .as("charter of %s", trace)
                .isEqualTo(Code.OK);
    }

    /** Whoever sends a step holds a certificate of its organization, and in it an owner id of the same name. */
    private static TxContext sender(Trace.Step step) {
        return new TxContext(
                step.org(), Role.ofAttribute(step.role()), step.org().value(), step.time());
    }

    private String argument(Trace.Step step) {
        Command command;
        try {
            command = symbols.command(step.call(), step.args());
        } catch (IllegalArgumentException inexpressible) {
            return step.args().toString();
        }
        assertThat(command.function()).isEqualTo(step.call());
        return CanonicalJson.encodeText(command);
    }

    private SortedMap<String, String> publicState() {
        return PublicState.of(target.state(), symbols::name, Symbols::name);
    }
}
