package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One call of the program, as its user sees it.
 *
 * @param out what it printed as its result
 * @param err what it printed about problems
 */
public record Invocation(int exitCode, String out, String err) {
    /** The call with these arguments. */
    public static Invocation of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Credence.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Invocation(exitCode, out.toString(), err.toString());
    }

    /** Asserts that it ended with this code and said exactly this, in these lines. */
    void refused(int code, String... lines) {
        assertThat(err.lines()).containsExactly(lines);
        assertThat(exitCode).isEqualTo(code);
        assertThat(out).isEmpty();
    }
}
