package org.credence.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal has its page in {@code docs/errors}, and every page its refusal. */
class ErrorPagesTest {
    private static final Path PAGES = Path.of(System.getProperty("credence.root"), "docs", "errors");

    static List<Code> refusals() {
        return Arrays.stream(Code.values()).filter(Code::isRefusal).toList();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aPageSaysWhatWhenAndWhatToDo(Code code) throws IOException {
        String meaning = code.meaning().substring(0, 1).toUpperCase(Locale.ROOT)
                + code.meaning().substring(1);

        assertThat(Files.readString(PAGES.resolve(code + ".md")))
                .startsWith("# " + code + "\n\n" + meaning + ".\n\n## When\n\n")
                .containsPattern("\n## What to do\n\n\\S");
        assertThat(Files.readString(PAGES.resolve("README.md")))
                .contains("| [%s](%s.md) | %s |".formatted(code, code, code.meaning()));
    }

    @Test
    void thereIsNoOtherPage() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("README.md"), refusals().stream().map(code -> code + ".md"))
                            .toList());
        }
    }
}
