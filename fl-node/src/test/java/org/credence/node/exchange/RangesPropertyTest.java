package org.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any range of any content, over one connection. */
@TestInstance(Lifecycle.PER_CLASS)
class RangesPropertyTest {
    private Members members;
    private Site a;
    private RawCaller caller;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @BeforeAll
    void connect(@TempDir Path folder) throws IOException {
        members = new Members(folder);
        a = members.site("A");
        var unlimited = new ServerLimits(
                9,
                9,
                1_000_000,
                1_000_000,
                1L << 40,
                1,
                ServerLimits.DEFAULT.request(),
                ServerLimits.DEFAULT.idle(),
                ServerLimits.DEFAULT.stop());
        ExchangeServer server = members.serve(a, unlimited);
        caller = RawCaller.connect(members.caller("B"), a, server.port());
    }

    @AfterAll
    void close() throws IOException {
        caller.close();
        members.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRangeIsThatPartOfTheContent(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        byte[] content = Bytes.random(seed, random.nextInt(1, seed < 100 ? 20 : 200_000));
        String path = ContentPath.PREFIX + a.store().put(content, false).hex();
        for (int i = 0; i < 5; i++) {
            int first = random.nextInt(content.length);
            int last = random.nextInt(first, content.length + 2);

            RawCaller.Reply part = caller.get(path, "Range: bytes=%d-%d".formatted(first, last));

            int end = Math.min(last + 1, content.length);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, first, end));
            if (end - first < content.length) {
                assertThat(part.status()).isEqualTo(206);
                assertThat(part.header("content-range"))
                        .isEqualTo("bytes %d-%d/%d".formatted(first, end - 1, content.length));
            } else {
                assertThat(part.status()).isEqualTo(200);
            }
        }
    }
}
