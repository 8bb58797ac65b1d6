package org.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.credence.node.exchange.FaultProxy.Fault;
import org.credence.protocol.Digest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What networks and members do to a fetch: it ends in time, with the content or without, and never with anything else. */
class ExchangeFaultsTest {
    private static final byte[] CONTENT = Bytes.random(1, 300_000);
    private static final Digest DIGEST = Digest.sha256(CONTENT);
    private static final long TEN_GIBIBYTES = 10L << 30;

    @TempDir
    Path folder;

    private Members members;
    private Site a;
    private Site b;
    private HttpsExchange exchange;

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @BeforeEach
    void join() {
        members = new Members(folder);
        a = members.member("A");
        a.store().put(CONTENT, false);
        b = members.caller("B");
        exchange = members.exchange(b, Members.LIMITS);
    }

    @AfterEach
    void close() {
        members.close();
    }

    private Optional<byte[]> fetch() {
        return exchange.fetch(a.member(), DIGEST);
    }

    private long received() {
        return exchange.bytesReceived().get(a.member());
    }

    private FaultProxy proxy() throws IOException {
        var proxy =
                new FaultProxy(members.find(a.member()).orElseThrow().address().getPort());
        members.put(a, proxy.port());
        return proxy;
    }

    private RogueServer rogue(RogueServer.Behaviour behaviour) throws IOException {
        RogueServer rogue = RogueServer.of(a, members, behaviour);
        members.put(a, rogue.port());
        return rogue;
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anAnswerThatIsCutGoesOnWhereItEnded(long seed) throws IOException {
        try (FaultProxy proxy = proxy()) {
            proxy.cutsAfter(new SplittableRandom(seed).nextLong(40_000, 200_000));

            assertThat(fetch()).hasValue(CONTENT);
            assertThat(proxy.connections()).isGreaterThan(1);
            assertThat(received()).isEqualTo(CONTENT.length);
        }
    }

    @Test
    void aPeerThatRestartsInTheMiddleIsFetchedFromOnWhereItEnded() throws IOException {
        Site c = members.site("C");
        c.store().put(CONTENT, false);
        ExchangeServer before = members.serve(c, ServerLimits.DEFAULT);
        int port = before.port();
        try (var proxy = new FaultProxy(port)) {
            members.put(c, proxy.port());
            proxy.diesAfter(150_000);
            assertThat(exchange.fetch(c.member(), DIGEST)).isEmpty();
            long first = exchange.bytesReceived().get(c.member());
            assertThat(first).isBetween(100_000L, 150_000L);

            before.close();
            members.serve(c, port, c.store(), ServerLimits.DEFAULT);
            proxy.does(Fault.NONE);
            assertThat(exchange.fetch(c.member(), DIGEST)).isEmpty(); // It is not asked yet.
            members.clock.advance(Members.LIMITS.longestAbsence());
            assertThat(exchange.fetch(c.member(), DIGEST)).hasValue(CONTENT);
            assertThat(exchange.bytesReceived().get(c.member())).isEqualTo(CONTENT.length);
        }
    }

    @Test
    void aConnectionOnWhichNothingPassesEndsInTimeAndIsNotTriedAgainAtOnce() throws IOException {
        exchange = members.exchange(b, Members.silence(Duration.ofSeconds(3)));
        try (FaultProxy proxy = proxy();
                var log = new CapturedLog()) {
            proxy.does(Fault.MUTE);
            assertThat(fetch()).isEmpty();
            int tried = proxy.connections();
            for (int i = 0; i < 50; i++) {
                assertThat(fetch()).isEmpty();
            }
            assertThat(proxy.connections()).isEqualTo(tried);
            members.clock.advance(Duration.ofSeconds(1));
            assertThat(fetch()).isEmpty();
            assertThat(proxy.connections()).isGreaterThan(tried);
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0)).startsWith("member does not answer");

            proxy.does(Fault.NONE);
            members.clock.advance(Duration.ofSeconds(2));
            assertThat(fetch()).hasValue(CONTENT);
            assertThat(log.lines("member answers again")).hasSize(1);
        }
    }

    @Test
    void aPeerThatIsAwayIsAskedAfterPausesThatGrow() throws IOException {
        try (FaultProxy proxy = proxy()) {
            proxy.does(Fault.REFUSE);
            assertThat(fetch()).isEmpty();
            int before = proxy.connections();
            int asked = 0;
            for (int second = 0; second < 30; second++) {
                members.clock.advance(Duration.ofSeconds(1));
                assertThat(fetch()).isEmpty();
                if (proxy.connections() > before) {
                    asked++;
                    before = proxy.connections();
                }
            }
            assertThat(asked).isEqualTo(5); // After 1, 3, 7, 15 and 23 seconds; the next is the 31st.
        }
    }

    @Test
    void anAnswerThatComesLateIsTaken() throws Exception {
        try (FaultProxy proxy = proxy()) {
            proxy.does(Fault.HOLD);
            Future<Optional<byte[]>> fetch = members.threads().submit(this::fetch);
            proxy.awaitHeld();
            assertThat(fetch).isNotDone();
            proxy.release();

            assertThat(fetch.get()).hasValue(CONTENT);
        }
    }

    @Test
    void aConnectionThatWasCutWhileItStoodIdleIsNoFailure() throws IOException {
        try (FaultProxy proxy = proxy();
                var log = new CapturedLog()) {
            assertThat(fetch()).isPresent();
            proxy.cutAll();
            assertThat(fetch()).isPresent();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void bytesThatDribbleEndWithTheDeadlineForAll() throws IOException {
        exchange = members.exchange(
                b,
                new FetchLimits(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(3),
                        1 << 20,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(8)));
        var never = new CountDownLatch(1);
        try (RogueServer rogue = rogue((request, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n");
                    for (byte value : CONTENT) {
                        out.write(value);
                        out.flush();
                        if (never.await(20, TimeUnit.MILLISECONDS)) {
                            return;
                        }
                    }
                });
                var log = new CapturedLog()) {
            assertThat(fetch()).isEmpty();
            assertThat(received()).isBetween(1L, 1_000L);
            assertThat(rogue.requests()).hasSize(1);
            assertThat(log.lines("member does not answer").toString()).contains("not all came within PT3S");
        }
    }

    @Test
    void bytesWithAnotherHashAreNotHandedOutAndToldFromSilence() throws IOException {
        try (RogueServer rogue = rogue((request, out) -> {
                    say(out, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                });
                var log = new CapturedLog()) {
            for (int i = 0; i < 4; i++) {
                assertThat(fetch()).isEmpty();
                members.clock.advance(Members.LIMITS.longestAbsence());
            }
            assertThat(rogue.requests()).hasSize(4);
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0))
                    .startsWith("member sends what it was not asked for")
                    .contains(
                            Digest.sha256("hello".getBytes(StandardCharsets.US_ASCII))
                                    .hex(),
                            DIGEST.hex());
        }
    }

    @Test
    void tenGibibytesAreNotRead() throws IOException {
        assertUnread(
                "HTTP/1.1 200 OK\r\nContent-Length: " + TEN_GIBIBYTES + "\r\n\r\n",
                "more than the 1048576 that are taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\n40000000\r\n", "\r\n"})
    void anAnswerWithoutALengthIsNotRead(String rest) throws IOException {
        assertUnread("HTTP/1.1 200 OK\r\n" + rest, "an answer without a length");
    }

    @Test
    void aRefusalWithoutAnEndIsReadNoFurtherThanTheLogNeeds() throws IOException {
        assertUnread("HTTP/1.1 500 X\r\nContent-Length: " + TEN_GIBIBYTES + "\r\n\r\n", "status 500: xxxx");
    }

    @Test
    void headersWithoutAnEndAreNotRead() throws IOException {
        assertUnread("HTTP/1.1 200 OK\r\nX: ", "");
    }

    /** The rest is x, 10 GiB of it. */
    private void assertUnread(String head, String why) throws IOException {
        byte[] filling = new byte[1 << 16];
        Arrays.fill(filling, (byte) 'x');
        members.clock.advance(Members.LIMITS.longestAbsence());
        try (RogueServer rogue = rogue((request, out) -> {
                    say(out, head);
                    for (long sent = 0; sent < TEN_GIBIBYTES; sent += filling.length) {
                        out.write(filling);
                    }
                });
                var log = new CapturedLog()) {
            assertThat(fetch()).isEmpty();
            assertThat(rogue.written()).isLessThan(32L << 20);
            assertThat(log.lines().toString()).contains(why);
        }
    }

    @Test
    void aPartThatWasNotAskedForIsGarbageAndTheNextFetchBeginsAnew() throws IOException {
        try (RogueServer rogue = rogue((request, out) -> {
                    if (request.stream().noneMatch(line -> line.startsWith("Range"))) {
                        say(out, "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n");
                        out.write(CONTENT, 0, 1_000);
                        throw new IOException("dies");
                    }
                    say(out, "HTTP/1.1 206 OK\r\nContent-Length: 5\r\nContent-Range: bytes 0-4/300000\r\n\r\nhello");
                });
                var log = new CapturedLog()) {
            assertThat(fetch()).isEmpty();
            assertThat(rogue.requests()).hasSizeBetween(2, 3);
            assertThat(log.lines().toString()).contains("other bytes than those from 1000 on");
        }
        members.put(a, members.serve(a, ServerLimits.DEFAULT).port());
        members.clock.advance(Duration.ofSeconds(1));
        assertThat(fetch()).hasValue(CONTENT);
    }

    /** A server that knows no ranges sends everything again, which is as good. */
    @Test
    void everythingInPlaceOfAPartIsTakenFromTheStart() throws IOException {
        var first = new CountDownLatch(1);
        try (RogueServer rogue = rogue((request, out) -> {
            say(out, "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n");
            if (first.getCount() > 0) {
                first.countDown();
                out.write(CONTENT, 0, 1_000);
                throw new IOException("dies");
            }
            out.write(CONTENT);
        })) {
            assertThat(fetch()).hasValue(CONTENT);
            assertThat(rogue.requests()).hasSize(2);
            assertThat(received()).isEqualTo(301_000);
        }
    }

    @Test
    void nobodyIsFollowedToAnotherPlace() throws IOException {
        try (RogueServer rogue = rogue((request, out) ->
                        say(out, "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"));
                var log = new CapturedLog()) {
            assertThat(fetch()).isEmpty();
            assertThat(rogue.requests()).hasSize(1);
            assertThat(log.lines("member refuses to answer")).hasSize(1);
        }
    }

    @Test
    void aPauseForEverIsNotKept() throws IOException {
        try (RogueServer rogue = rogue((request, out) ->
                say(out, "HTTP/1.1 429 X\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(fetch()).isEmpty();
            members.clock.advance(Members.LIMITS.longestAbsence());
            assertThat(fetch()).isEmpty();
            assertThat(rogue.requests()).hasSize(2);
        }
    }

    @Test
    void whoSpeaksPlainHttpOrNoneIsAStranger() throws IOException {
        for (String answer : List.of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "\u0000\u0001\u0002garbage")) {
            members.clock.advance(Members.LIMITS.longestAbsence());
            try (RogueServer plain = RogueServer.withoutTls((request, out) -> say(out, answer));
                    var log = new CapturedLog()) {
                members.put(a, plain.port());
                assertThat(fetch()).isEmpty();
                assertThat(log.lines()).hasSizeLessThanOrEqualTo(1);
            }
        }
        assertThat(received()).isZero();
    }

    @Test
    void linesOfStrangersDoNotBecomeLinesOfTheLog() throws IOException {
        try (RogueServer rogue = rogue((request, out) ->
                        say(out, "HTTP/1.1 500 X\r\nContent-Length: 20\r\n\r\na\nFAKE \u001b[31mb\r\nxxxxxxx"));
                var log = new CapturedLog()) {
            assertThat(fetch()).isEmpty();
            assertThat(rogue.requests()).hasSize(1);
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0)).matches("[ -~]*").contains("status 500: a?FAKE ?[31mb");
        }
    }

    @Test
    void anInterruptEndsTheWaitAndSaysNothingOfTheMember() throws Exception {
        try (FaultProxy proxy = proxy()) {
            proxy.does(Fault.HOLD);
            var fetching = new Thread(() -> {
                assertThat(fetch()).isEmpty();
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            });
            fetching.start();
            proxy.awaitHeld();
            fetching.interrupt();
            fetching.join();
            proxy.does(Fault.NONE);

            assertThat(fetch()).hasValue(CONTENT);
        }
    }
}
