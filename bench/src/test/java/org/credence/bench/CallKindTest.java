package org.credence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.credence.protocol.Command;
import org.junit.jupiter.api.Test;

class CallKindTest {
    private static final List<String> FUNCTIONS = Arrays.stream(Command.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
            .toList();

    @Test
    void everyCallOnScoresAndTheirWindowsIsScoring() {
        assertThat(FUNCTIONS.stream().filter(function -> CallKind.of(function) == CallKind.SCORING))
                .containsExactlyInAnyOrderElementsOf(FUNCTIONS.stream()
                        .filter(function -> function.endsWith("Scores") || function.endsWith("Window"))
                        .toList());
    }

    @Test
    void updatesAndSealsAreCountedByThemselves() {
        assertThat(FUNCTIONS.stream().filter(function -> CallKind.of(function) == CallKind.COMMIT))
                .containsExactly("commitUpdate");
        assertThat(FUNCTIONS.stream().filter(function -> CallKind.of(function) == CallKind.SEAL))
                .containsExactly("sealRound");
    }
}
