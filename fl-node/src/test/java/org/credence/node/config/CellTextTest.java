package org.credence.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTest {
    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource({"1, 1.0", "1, +1", "0, -0.00", "100, 1e2", ".7, 0.70", "' a ', a", "'', ' '"})
    void cellsThatMeanTheSameShareAKey(String one, String other) {
        assertThat(CellText.key(one)).isEqualTo(CellText.key(other));
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource({"1, 2", "a, A", "1, 1a", "10, 1", "NaN, 0", "'', 0", "0x1, 1"})
    void othersDoNot(String one, String other) {
        assertThat(CellText.key(one)).isNotEqualTo(CellText.key(other));
    }

    @ParameterizedTest(name = "'{0}'")
    @ValueSource(strings = {"NaN", "Infinity", "0x10", "1d", "1_000", "1,5", "", "1e9999", "--1", "."})
    void onlyPlainDecimalsAreNumbers(String cell) {
        assertThat(CellText.number(cell)).isEmpty();
    }
}
