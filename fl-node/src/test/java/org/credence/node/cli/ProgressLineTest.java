package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
    private final StringWriter console = new StringWriter();

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(new PrintWriter(console), terminal);
    }

    @Test
    void stepsAreLinesInAFile() {
        ProgressLine line = line(false);
        line.step("Fabric network: ordering nodes");
        line.step("Fabric network: peers");
        assertThat(console).hasToString("  Fabric network: ordering nodes%n  Fabric network: peers%n".formatted());
    }

    @Test
    void onATerminalAStepIsWrittenOverTheOneBefore() {
        ProgressLine line = line(true);
        line.step("Fabric network: ordering nodes");
        line.step("Fabric network: peers");
        assertThat(console).hasToString("\r  Fabric network: ordering nodes\r  Fabric network: peers" + " ".repeat(9));
    }
}
