package org.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.TlsTrust;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers, real certificates; who the other end may be. */
class HttpsExchangeTest {
    private static final byte[] CONTENT = Bytes.random(1, 100_000);
    private static final Digest DIGEST = Digest.sha256(CONTENT);

    @TempDir
    Path folder;

    private Members members;
    private Site a;
    private Site b;
    private HttpsExchange exchange;

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

    @Test
    void aMemberFetchesWhatAnotherPublished() {
        HttpsExchange publisher = members.exchange(a, Members.LIMITS);
        byte[] content = Bytes.random(2, 1);
        Digest digest = publisher.publish(content, true);

        assertThat(exchange.fetch(a.member(), digest)).hasValue(content);
        assertThat(exchange.fetch(a.member(), DIGEST)).hasValue(CONTENT);
        assertThat(exchange.fetch(a.member(), Digest.sha256(new byte[] {9}))).isEmpty();
        assertThat(exchange.bytesReceived()).isEqualTo(Map.of(a.member(), 100_001L));
        assertThat(publisher.fetch(a.member(), digest)).hasValue(content);
        assertThat(publisher.bytesReceived()).isEmpty();
    }

    @Test
    void emptyContentIsContent() {
        Digest digest = a.store().put(new byte[0], false);

        assertThat(exchange.fetch(a.member(), digest)).hasValue(new byte[0]);
    }

    @Test
    void whoIsNotInTheDirectoryIsNotAskedUntilItIs() {
        try (var log = new CapturedLog()) {
            Site c = members.site("C");
            Digest digest = c.store().put(CONTENT, false);
            assertThat(exchange.fetch(c.member(), digest)).isEmpty();
            assertThat(exchange.fetch(c.member(), digest)).isEmpty();
            assertThat(log.lines("member has no address")).hasSize(1);

            members.put(c, members.serve(c, ServerLimits.DEFAULT).port());
            assertThat(exchange.fetch(c.member(), digest)).hasValue(CONTENT);
        }
    }

    @Test
    void severalThreadsFetchAtOnce() throws Exception {
        List<byte[]> contents =
                IntStream.range(0, 40).mapToObj(i -> Bytes.random(i, 20_000)).toList();
        List<Callable<byte[]>> fetches = contents.stream()
                .map(content -> a.store().put(content, false))
                .map(digest -> (Callable<byte[]>)
                        () -> exchange.fetch(a.member(), digest).orElseThrow())
                .toList();
        exchange = members.exchange(b, FetchLimits.DEFAULT);
        members.put(
                a,
                members.serve(
                                a,
                                new ServerLimits(
                                        99,
                                        64,
                                        1_000,
                                        1_000,
                                        1L << 30,
                                        1,
                                        Duration.ofSeconds(9),
                                        Duration.ofSeconds(9),
                                        Duration.ofSeconds(9)))
                        .port());

        List<Future<byte[]>> fetched = members.threads().invokeAll(fetches);

        for (int i = 0; i < contents.size(); i++) {
            assertThat(fetched.get(i).get()).isEqualTo(contents.get(i));
        }
    }

    /** C's server at A's address: C is a member, but not the one that was asked. */
    @Test
    void anotherMembersCertificateIsNotTheMembers() {
        Site c = members.member("C");
        c.store().put(CONTENT, false);
        assertThat(exchange.fetch(c.member(), DIGEST)).isPresent();
        members.put(a, members.find(c.member()).orElseThrow().address().getPort());

        assertStranger("names no organization that is expected here");
    }

    /** Two members with one authority: the name in the certificate tells them apart. */
    @Test
    void aCommonAuthorityDoesNotMakeOneMemberTheOther() {
        Site c = members.member("C");
        c.store().put(CONTENT, false);
        members.put(a, members.find(c.member()).orElseThrow().address().getPort());
        members.trust(a, new TlsTrust("A", Members.trust(c).roots(), List.of()));

        assertStranger("names no organization that is expected here");
    }

    @Test
    void aServerWhoseCertificateAnotherAuthorityMadeIsAStranger() {
        try (var others = new Members(folder.resolve("others"))) {
            Site forger = others.site("A");
            members.put(a, others.serve(forger, ServerLimits.DEFAULT).port());
            members.trust(a, Members.trust(a));

            assertStranger("is not issued by a root of A");
        }
    }

    @Test
    void aServerWithAnotherHostsCertificateIsAStranger() {
        a.renewFor("elsewhere.example");

        assertStranger("127.0.0.1");
    }

    @Test
    void aServerWhoseCertificateExpiredIsAStrangerUntilItIsRenewed() {
        members.clock.advance(Members.LEAF.plusSeconds(1));
        b.renew();
        assertStranger("expired at");

        a.renew();
        members.clock.advance(Duration.ofSeconds(1));
        assertThat(exchange.fetch(a.member(), DIGEST)).hasValue(CONTENT);
    }

    @Test
    void aServerWhoseCertificateIsRevokedIsAStrangerAlsoOnConnectionsThatStand() {
        assertThat(exchange.fetch(a.member(), DIGEST)).isPresent();
        a.authority().revoke(a.tls().certificate().getSerialNumber());
        members.publishRevocations(a);

        assertStranger("is revoked by A");
    }

    @Test
    void whoseOwnCertificateExpiredIsNotLetInUntilItIsRenewed() {
        assertThat(exchange.fetch(a.member(), DIGEST)).isPresent();
        members.clock.advance(Members.LEAF.plusSeconds(1));
        a.renew();
        assertThat(exchange.fetch(a.member(), DIGEST)).isEmpty();

        b.renew();
        members.clock.advance(Duration.ofSeconds(1));
        assertThat(exchange.fetch(a.member(), DIGEST)).hasValue(CONTENT);
    }

    @Test
    void aSuspendedMemberFetchesNothingUntilItIsReinstated() {
        try (var log = new CapturedLog()) {
            assertThat(exchange.fetch(a.member(), DIGEST)).isPresent();
            members.standing(b, false);
            assertThat(exchange.fetch(a.member(), DIGEST)).isEmpty();
            assertThat(log.lines("member refuses to answer")).hasSize(1);
            assertThat(log.lines().toString()).contains("status 403", "B is suspended; ask the board");

            members.standing(b, true);
            assertThat(exchange.fetch(a.member(), DIGEST)).isEmpty();
            members.clock.advance(Duration.ofSeconds(1));
            assertThat(exchange.fetch(a.member(), DIGEST)).isPresent();
            assertThat(log.lines("member answers again")).hasSize(1);
        }
    }

    @Test
    void whatASuspendedMemberCommittedBeforeIsStillFetchedFromIt() {
        members.standing(a, false);

        assertThat(exchange.fetch(a.member(), DIGEST)).hasValue(CONTENT);
    }

    @Test
    void aMemberThatMovesIsFoundAtItsNewAddress() {
        assertThat(exchange.fetch(a.member(), DIGEST)).isPresent();
        members.put(a, 1);
        assertThat(exchange.fetch(a.member(), DIGEST)).isEmpty();

        members.put(a, members.serve(a, ServerLimits.DEFAULT).port());
        members.clock.advance(Duration.ofSeconds(1));
        assertThat(exchange.fetch(a.member(), DIGEST)).isPresent();
    }

    @Test
    void whoAsksTooFastWaitsAsLongAsItIsTold() {
        members.put(
                a,
                members.serve(
                                a,
                                new ServerLimits(
                                        9,
                                        4,
                                        1,
                                        2,
                                        1L << 30,
                                        1,
                                        Duration.ofSeconds(9),
                                        Duration.ofSeconds(9),
                                        Duration.ofSeconds(9)))
                        .port());
        assertThat(exchange.fetch(a.member(), DIGEST)).isPresent();
        assertThat(exchange.fetch(a.member(), DIGEST)).isPresent();

        assertThat(exchange.fetch(a.member(), DIGEST)).isEmpty();
        members.clock.advance(Duration.ofMillis(999));
        assertThat(exchange.fetch(a.member(), DIGEST)).isEmpty();
        members.clock.advance(Duration.ofMillis(1));
        assertThat(exchange.fetch(a.member(), DIGEST)).isPresent();
    }

    @Test
    void damagedContentIsAbsentAndTheMemberStaysInGoodStanding() throws Exception {
        Path file = folder.resolve("A/store")
                .resolve(DIGEST.hex().substring(0, 2))
                .resolve(DIGEST.hex().substring(2));
        java.nio.file.Files.write(file, Arrays.copyOf(CONTENT, 5));
        Digest other = a.store().put(new byte[] {1}, false);

        assertThat(exchange.fetch(a.member(), DIGEST)).isEmpty();
        assertThat(exchange.fetch(a.member(), other)).isPresent();
    }

    /** The enrolment certificate says who signs transactions; it is none for TLS, and another authority's besides. */
    @Test
    void anEnrolmentCertificateIsNoTlsCertificate() {
        b.use(b.authority().issue(IssueRequest.client("node")).identity());

        assertThat(exchange.fetch(a.member(), DIGEST)).isEmpty();
    }

    @Test
    void nobodyIsAskedUnderANameThatHasNoAddress() {
        MemberEntry known = members.find(a.member()).orElseThrow();
        var nowhere = new MemberEntry(a.member(), URI.create("https://nowhere.invalid:1"), known.tls(), true);
        var lost = new HttpsExchange(
                new ExchangeSide(b.member(), b.store(), b::tls, any -> java.util.Optional.of(nowhere), members.clock),
                Members.LIMITS,
                members.threads());
        try (var log = new CapturedLog()) {
            assertThat(lost.fetch(new MemberId("A"), DIGEST)).isEmpty();
            assertThat(log.lines("member does not answer")).hasSize(1);
        }
    }

    private void assertStranger(String why) {
        try (var log = new CapturedLog()) {
            assertThat(exchange.fetch(a.member(), DIGEST)).isEmpty();
            assertThat(log.lines("no connection as members"))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line).contains(why));
        }
        assertThat(exchange.bytesReceived().get(a.member())).isIn(0L, (long) CONTENT.length);
    }
}
