package org.credence.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void figuresOfOneNameStandInOneLineAndMissingOnesAreLeftEmpty() {
        var both = new SideBySide();
        both.add("one", table("wall", "1 s", "blocks", "7"));
        both.add("two", table("wall", "2 s", "peers", "4"));
        assertThat(both).hasToString("""
                | figure | one | two |
                | --- | --- | --- |
                | wall | 1 s | 2 s |
                | blocks | 7 |  |
                | peers |  | 4 |
                """);
    }

    @Test
    void whatIsNoTableIsRefused() {
        var both = new SideBySide();
        assertThatThrownBy(() -> both.add("one", "round 1\nround 2\nround 3\n")).hasMessageContaining("'round 3'");
    }

    @Test
    void aLineWithTooFewCellsIsRefused() {
        var table = new FigureTable("figure", "value");
        assertThatThrownBy(() -> table.row("wall")).hasMessageContaining("has 2 cells, was 1");
    }

    private static String table(String... cells) {
        var table = new FigureTable("figure", "value");
        for (int i = 0; i < cells.length; i += 2) {
            table.row(cells[i], cells[i + 1]);
        }
        return table.toString();
    }
}
