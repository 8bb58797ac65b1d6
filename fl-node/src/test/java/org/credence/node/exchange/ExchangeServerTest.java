package org.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.credence.protocol.Digest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeServerTest {
    private static final byte[] CONTENT = Bytes.random(1, 100_000);
    private static final Digest DIGEST = Digest.sha256(CONTENT);
    private static final String PATH = "/v1/content/" + DIGEST.hex();

    @TempDir
    Path folder;

    private Members members;
    private Site a;
    private Site b;
    private ExchangeServer server;

    @BeforeEach
    void serve() {
        members = new Members(folder);
        a = members.site("A");
        a.store().put(CONTENT, false);
        b = members.caller("B");
        serve(ServerLimits.DEFAULT);
    }

    private void serve(ServerLimits limits) {
        server = members.serve(a, limits);
        members.put(a, server.port());
    }

    @AfterEach
    void close() {
        members.close();
    }

    private RawCaller caller(Site site) throws IOException {
        return RawCaller.connect(site, a, server.port());
    }

    @Test
    void aMemberGetsContentByItsHash() throws IOException {
        try (RawCaller caller = caller(b)) {
            RawCaller.Reply all = caller.get(PATH);

            assertThat(all.status()).isEqualTo(200);
            assertThat(all.body()).isEqualTo(CONTENT);
            assertThat(all.headers())
                    .containsEntry("etag", "\"" + DIGEST.hex() + "\"")
                    .containsEntry("accept-ranges", "bytes")
                    .containsEntry("cache-control", "private, max-age=31536000, immutable")
                    .containsEntry("content-length", "100000")
                    .doesNotContainKeys("server", "content-range");
            RawCaller.Reply head = caller.call("HEAD", PATH);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isEqualTo("100000");
            assertThat(caller.get(PATH, "If-None-Match: \"x\", \"" + DIGEST.hex() + "\"")
                            .status())
                    .isEqualTo(304);
        }
        assertThat(server.bytesServed()).isEqualTo(Map.of(b.member(), 100_000L));
    }

    @Test
    void aRangeBehindTheEndIsRefusedWithTheLength() throws IOException {
        try (RawCaller caller = caller(b)) {
            RawCaller.Reply refused = caller.get(PATH, "Range: bytes=100000-");

            assertThat(refused.status()).isEqualTo(416);
            assertThat(refused.header("content-range")).isEqualTo("bytes */100000");
            assertThat(refused.header("cache-control")).isEqualTo("no-store");
            assertThat(refused.text())
                    .isEqualTo(
                            "{\"code\":\"RANGE_NOT_SATISFIABLE\",\"message\":\"the content has 100000 bytes; ask for some of them\"}");
            assertThat(caller.get(PATH, "Range: bytes=5-6", "If-Range: \"" + DIGEST.hex() + "\"")
                            .status())
                    .isEqualTo(206);
            assertThat(caller.get(PATH, "Range: bytes=5-6", "If-Range: \"other\"")
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1/", "/v1/content", "/v2/content/x", "/metrics"})
    void whereThereIsNothingIsSaidSo(String path) throws IOException {
        try (RawCaller caller = caller(b)) {
            RawCaller.Reply refused = caller.get(path);

            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.text()).contains("\"code\":\"NO_SUCH_PATH\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/content/", "/v1/content/abc", "/v1/content/../../../../etc/passwd",
                        "/v1/content/..%2f..%2fetc%2fpasswd",
                "/v1/content/%2e%2e/%2e%2e/secret", "/v1/content/secret", "/v1/content/aa/bb", "/v1/content/a;b=c",
                "/v1/content/%00", "//v1/content/x", "/v1/content/\\..\\x"
            })
    void aPathOutsideTheStoreIsNotContent(String path) throws IOException {
        Files.writeString(folder.resolve("A").resolve("secret"), "secret");
        try (RawCaller caller = caller(b)) {
            RawCaller.Reply refused = caller.get(path);

            assertThat(refused.status()).isIn(400, 404);
            assertThat(refused.text()).startsWith("{\"code\":\"").doesNotContain("secret", "passwd", "etc");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO"})
    void contentIsReadAndNothingElse(String method) throws IOException {
        try (RawCaller caller = caller(b)) {
            RawCaller.Reply refused = caller.call(method, PATH);

            assertThat(refused.status()).isEqualTo(405);
            assertThat(refused.header("allow")).isEqualTo("GET, HEAD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"})
    void whatIsNotHttpIsRefusedInTheSameForm(String text) throws IOException {
        try (RawCaller caller = caller(b)) {
            caller.send(text);
            RawCaller.Reply refused = caller.reply(true);

            assertThat(refused.status()).isBetween(400, 505);
            assertThat(refused.text()).startsWith("{\"code\":");
        }
    }

    @Test
    void headersThatAreTooLongAreRefused() throws IOException {
        try (RawCaller caller = caller(b)) {
            RawCaller.Reply refused = caller.get(PATH, "X: " + "x".repeat(10_000));

            assertThat(refused.status()).isEqualTo(431);
            assertThat(refused.text()).contains("BAD_REQUEST");
        }
    }

    @Test
    void contentThatIsNotThereOrDamagedIsAbsent() throws IOException {
        String other = Digest.sha256(new byte[] {5}).hex();
        Path file = folder.resolve("A/store")
                .resolve(DIGEST.hex().substring(0, 2))
                .resolve(DIGEST.hex().substring(2));
        try (RawCaller caller = caller(b)) {
            RawCaller.Reply absent = caller.get("/v1/content/" + other);
            assertThat(absent.status()).isEqualTo(404);
            assertThat(absent.text()).contains("NO_SUCH_CONTENT");

            Files.write(file, new byte[] {1, 2, 3});
            assertThat(caller.get(PATH).status()).isEqualTo(404);

            Files.delete(file);
            Files.createDirectory(file);
            RawCaller.Reply trouble = caller.get(PATH);
            assertThat(trouble.status()).isEqualTo(500);
            assertThat(trouble.text()).contains("SERVER_TROUBLE").doesNotContain(folder.toString());
        }
    }

    @Test
    void whoIsNoMemberDoesNotGetIn() {
        Site stranger = members.site("X");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            try (RawCaller caller = caller(stranger)) {
                caller.get(PATH);
            }
        });
        assertThat(server.bytesServed()).isEmpty();
    }

    @Test
    void aCertificateThatAnotherAuthorityMadeInAMembersNameDoesNotLetIn() {
        Site forger = new Members(folder.resolve("forged")).site("B");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            try (RawCaller caller = caller(forger)) {
                caller.get(PATH);
            }
        });
    }

    @Test
    void anExpiredCertificateDoesNotLetInAndEndsConnectionsThatStand() throws IOException {
        try (RawCaller standing = caller(b)) {
            assertThat(standing.get(PATH).status()).isEqualTo(200);
            members.clock.advance(Members.LEAF.plusSeconds(1));
            a.renew();

            RawCaller.Reply refused = standing.get(PATH);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("CERTIFICATE_REFUSED", "expired at", "renew it");
            assertThat(standing.drain()).isZero();
        }
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            try (RawCaller caller = caller(b)) {
                caller.get(PATH);
            }
        });
        b.renew();
        try (RawCaller caller = caller(b)) {
            assertThat(caller.get(PATH).status()).isEqualTo(200);
        }
    }

    @Test
    void aRevokedCertificateIsRefusedAtOnceAndANewOneIsNot() throws IOException {
        try (RawCaller standing = caller(b)) {
            assertThat(standing.get(PATH).status()).isEqualTo(200);
            b.authority().revoke(b.tls().certificate().getSerialNumber());
            members.publishRevocations(b);

            RawCaller.Reply refused = standing.get(PATH);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("CERTIFICATE_REFUSED", "is revoked by B");
        }
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            try (RawCaller caller = caller(b)) {
                caller.get(PATH);
            }
        });
        b.renew();
        try (RawCaller caller = caller(b)) {
            assertThat(caller.get(PATH).status()).isEqualTo(200);
        }
    }

    @Test
    void aSuspendedMemberIsToldSoAndComesBackWhenItIsReinstated() throws IOException {
        try (RawCaller standing = caller(b)) {
            assertThat(standing.get(PATH).status()).isEqualTo(200);
            members.standing(b, false);

            RawCaller.Reply refused = standing.get(PATH);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text())
                    .isEqualTo("{\"code\":\"MEMBER_SUSPENDED\",\"message\":\"B is suspended; ask the board\"}");
        }
        try (RawCaller again = caller(b)) {
            assertThat(again.get(PATH).status()).isEqualTo(403);
        }
        members.standing(b, true);
        try (RawCaller again = caller(b)) {
            assertThat(again.get(PATH).status()).isEqualTo(200);
        }
    }

    @Test
    void aMemberThatLeftIsRefusedOnConnectionsThatStand() throws IOException {
        try (RawCaller standing = caller(b)) {
            assertThat(standing.get(PATH).status()).isEqualTo(200);
            members.remove(b);

            assertThat(standing.get(PATH).text()).contains("NOT_A_MEMBER");
        }
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws IOException {
        try (RawCaller before = caller(b)) {
            a.renew();
            a.authority().revoke(a.authority().issue(org.credence.network.identity.IssueRequest.client("x")));
            assertThat(before.get(PATH).status()).isEqualTo(200);
        }
        members.clock.advance(Members.LEAF.minusSeconds(1));
        a.renew();
        b.renew();
        members.clock.advance(Duration.ofDays(1));
        try (RawCaller after = caller(b)) {
            assertThat(after.get(PATH).status()).isEqualTo(200);
        }
    }

    @Test
    void whoAsksTooOftenIsToldWhenToAskAgainAndOthersAreNotHeldUp() throws IOException {
        serve(new ServerLimits(
                10, 4, 1, 3, 1 << 30, 1, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30)));
        Site c = members.caller("C");
        try (RawCaller caller = caller(b);
                RawCaller other = caller(c)) {
            for (int i = 0; i < 3; i++) {
                assertThat(caller.get(PATH).status()).isEqualTo(200);
            }
            RawCaller.Reply refused = caller.get(PATH);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(refused.text()).contains("TOO_MANY_REQUESTS", "B asks more than 1 times a second");
            assertThat(other.get(PATH).status()).isEqualTo(200);

            members.clock.advance(Duration.ofSeconds(1));
            assertThat(caller.get(PATH).status()).isEqualTo(200);
        }
    }

    @Test
    void whoFetchesTooManyBytesWaits() throws IOException {
        serve(new ServerLimits(
                10, 4, 100, 100, 10_000, 1, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30)));
        try (RawCaller caller = caller(b)) {
            assertThat(caller.get(PATH).status()).isEqualTo(200);
            RawCaller.Reply refused = caller.get(PATH);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("10");
            assertThat(refused.headers()).doesNotContainKey("etag");
            assertThat(caller.call("HEAD", PATH).status()).isEqualTo(200);

            members.clock.advance(Duration.ofSeconds(10));
            assertThat(caller.get(PATH).status()).isEqualTo(200);
        }
    }

    @Test
    void aMemberHasSoManyConnectionsAndGetsThemBack() throws IOException {
        serve(new ServerLimits(
                10, 2, 100, 100, 1 << 30, 1, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30)));
        RawCaller first = caller(b);
        try (first;
                RawCaller second = caller(b);
                RawCaller third = caller(b)) {
            assertThat(first.get(PATH).status()).isEqualTo(200);
            assertThat(second.get(PATH).status()).isEqualTo(200);
            RawCaller.Reply refused = third.get(PATH);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text()).contains("TOO_MANY_CONNECTIONS");
            assertThat(third.drain()).isZero();
        }
        int status = 429;
        while (status == 429) { // The server hears of the closed connections in its own time.
            try (RawCaller again = caller(b)) {
                status = again.get(PATH).status();
            }
        }
        assertThat(status).isEqualTo(200);
    }

    @Test
    void plainHttpIsNotAnswered() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();

            assertThat(new String(answer, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP");
        }
    }

    @Test
    void whoSaysNothingOrDribblesIsCutOff() throws IOException {
        serve(new ServerLimits(
                10, 4, 100, 100, 1 << 30, 1, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2)));
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            silent.setSoTimeout(10_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        try (RawCaller half = caller(b)) {
            half.send("GET " + PATH + " HTTP/1.1\r\nHost: ");
            assertThat(half.drain()).isZero();
        }
        try (RawCaller idle = caller(b)) {
            assertThat(idle.get(PATH).status()).isEqualTo(200);
            idle.send("GET");
            assertThat(idle.drain()).isZero();
        }
    }

    @Test
    void whoReadsTooSlowlyIsCutOffAndHoldsNoMoreThanBuffers() throws IOException {
        var huge = new HugeContents(10L << 30);
        server = members.serve(
                a,
                0,
                huge,
                new ServerLimits(
                        10,
                        4,
                        100,
                        100,
                        1L << 40,
                        1L << 40,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30)));
        try (RawCaller slow = RawCaller.connect(b, a, server.port(), 4_096)) {
            slow.send("GET /v1/content/%s HTTP/1.1\r\nHost: node\r\n\r\n".formatted(HugeContents.NAME.hex()));
            assertThat(slow.head().header("content-length")).isEqualTo(String.valueOf(10L << 30));

            huge.awaitClosed();
            assertThat(huge.read()).isBetween(1L, 64L << 20);
            assertThat(slow.drain()).isLessThan(64L << 20);
        }
    }

    @Test
    void aPartOfTenGibibytesIsReadFromWhereItIs() throws IOException {
        var huge = new HugeContents(10L << 30);
        server = members.serve(a, 0, huge, ServerLimits.DEFAULT);
        try (RawCaller caller = caller(b)) {
            RawCaller.Reply end = caller.get("/v1/content/" + HugeContents.NAME.hex(), "Range: bytes=-10");

            assertThat(end.status()).isEqualTo(206);
            assertThat(end.body()).hasSize(10);
            assertThat(huge.read()).isLessThan(1 << 20);
        }
    }

    @Test
    void aServerThatStopsEndsWhatItBegan() throws Exception {
        byte[] large = Bytes.random(7, 8 << 20);
        int port = server.port();
        String path = "/v1/content/" + a.store().put(large, false).hex();
        try (RawCaller caller = RawCaller.connect(b, a, server.port(), 4_096)) {
            caller.send("GET %s HTTP/1.1\r\nHost: node\r\n\r\n".formatted(path));
            RawCaller.Reply head = caller.head();
            Future<?> stopped = members.threads().submit(server::close);

            assertThat(head.status()).isEqualTo(200);
            assertThat(caller.read(large.length)).isEqualTo(large);
            stopped.get();
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> RawCaller.connect(b, a, port).close());
    }

    @Test
    void onlyTheAddressThatWasNamedIsServed() {
        var taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());

        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> ExchangeServer.start(taken, a.store(), a.side(), ServerLimits.DEFAULT))
                .withMessageContaining("cannot serve members on")
                .withMessageContaining("free the port");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> new Socket("127.0.0.2", server.port()).close());
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> ExchangeServer.start(
                        InetSocketAddress.createUnresolved("nowhere.invalid", 1),
                        a.store(),
                        a.side(),
                        ServerLimits.DEFAULT))
                .withMessageContaining("the name has no address");
    }

    @Test
    void theLogSaysOnceWhyAStrangerWasNotLetIn() {
        Site stranger = members.site("X");
        try (var log = new CapturedLog()) {
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                    try (RawCaller caller = caller(stranger)) {
                        caller.get(PATH);
                    }
                });
            }
            assertThat(log.lines("connection refused")).hasSize(1);
            assertThat(log.lines().get(0)).contains("names no organization that is expected here");
        }
    }
}
