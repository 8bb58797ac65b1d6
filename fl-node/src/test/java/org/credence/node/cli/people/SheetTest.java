package org.credence.node.cli.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {
    private final Sheet sheet = new Sheet()
            .text("study", "S")
            .text("unknown", null)
            .number("rounds", 3)
            .flag("open", true)
            .texts("members", List.of("A", "B"))
            .texts("flags", List.of())
            .sheet("credit", new Sheet().number("A", 7))
            .sheets(
                    "windows",
                    List.of(
                            new Sheet().number("window", 0).text("status", "FINAL"),
                            new Sheet().number("window", 1).text("status", "WAITING")));

    @Test
    void peopleReadTwoColumns() {
        var text = new StringWriter();
        sheet.print(new PrintWriter(text, true));

        assertThat(text.toString().lines())
                .containsExactly(
                        "study         S",
                        "rounds        3",
                        "open          yes",
                        "members       A, B",
                        "flags         none",
                        "credit",
                        "  A             7",
                        "windows",
                        "  - window        0",
                        "    status        FINAL",
                        "  - window        1",
                        "    status        WAITING");
    }

    @Test
    void machinesReadTheSameNames() {
        var json = new StringWriter();
        sheet.printJson(new PrintWriter(json, true));

        assertThat(json.toString().replaceAll("\\s", ""))
                .isEqualTo(
                        "{\"study\":\"S\",\"rounds\":3,\"open\":true,\"members\":[\"A\",\"B\"],\"flags\":[],"
                                + "\"credit\":{\"A\":7},\"windows\":[{\"window\":0,\"status\":\"FINAL\"},{\"window\":1,\"status\":\"WAITING\"}]}");
    }
}
