package org.credence.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeFileTest {
    @TempDir
    private Path folder;

    private NodeFile read(String yaml) throws IOException {
        Path file = folder.resolve("node.yaml");
        Files.writeString(file, yaml);
        return NodeFile.read(file);
    }

    @Test
    void aMemberAloneIsAFileWhosePolicyAllowsLeast() throws IOException {
        NodeFile file = read("member: A");

        assertThat(file.member()).isEqualTo(new MemberId("A"));
        assertThat(file.ledger()).isEqualTo(folder.resolve("connection.json"));
        assertThat(file.exchange().listen()).isEqualTo(new NodeFile.Endpoint("127.0.0.1", 9443));
        assertThat(file.exchange().address()).isEqualTo(URI.create("https://127.0.0.1:9443"));
        assertThat(file.studies()).isEmpty();
        assertThat(file.approves()).isEmpty();
        assertThat(file.policy().unprotected()).isFalse();
        assertThat(file.policy().epsilonPerStudy()).isEqualTo(BigDecimal.TEN);
    }

    @Test
    void theExampleHasEveryField() {
        NodeFile file = NodeFile.read(Path.of("..", "examples", "node.yaml"));

        StudyId study = new StudyId("my-study");
        assertThat(file.seat(study).orElseThrow().member().data()).isEqualTo("clinic-a.csv");
        assertThat(file.approves()).isEqualTo(List.of(study));
        assertThat(file.policy().leads()).containsExactly(new MemberId("PharmaD"));
        assertThat(file.policy().minimumRows()).isEqualTo(50);
        assertThat(file.policy().hours())
                .isEqualTo(new WorkingHours(LocalTime.of(20, 0), LocalTime.of(6, 0), ZoneId.of("Europe/Berlin")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x: 1 | 1:1  member is missing
            member: 'a b' | 1:9  member is not an id
            {member: A, mmber: B} | mmber is not a field; did you mean 'member'?
            {member: A, exchange: {listen: 9443}} | exchange.listen must be host:port, such as 10.1.0.5:9443, was '9443'
            {member: A, exchange: {listen: 'a:65536'}} | exchange.listen must be host:port
            {member: A, exchange: {address: 'http://a:1'}} | exchange.address must be https://host:port and no more, was 'http://a:1'
            {member: A, exchange: {address: 'https://a:1/x'}} | exchange.address must be https://host:port and no more
            {member: A, studies: [{study: s, data: ../x.csv}]} | studies[0].data must name a file inside the data folder
            {member: A, studies: [{study: s, data: a}, {study: s, data: b}]} | studies[1].study must be a study of its own, 's' is already taken above
            {member: A, policy: {epsilonPerStudy: 0}} | policy.epsilonPerStudy must be greater than 0
            {member: A, policy: {hours: '8-18'}} | policy.hours must be two times of day, such as '20:00-06:00', was '8-18'
            {member: A, policy: {hours: '25:00-26:00'}} | policy.hours must be two times of day
            {member: A, policy: {timeZone: Moon}} | policy.timeZone must be a time zone
            {member: A, policy: {specifications: [abc]}} | policy.specifications is not an id: a digest is 64 lower-case hexadecimal digits
            '' | is empty; a node's file has at least member
            """)
    void aMistakeIsToldWithItsPlaceAndWhatWouldBeRight(String yaml, String words) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(NodeFileException.class)
                .hasMessageStartingWith("node.yaml")
                .hasMessageContaining(words);
    }

    @Test
    void workingHoursMayGoPastMidnight() {
        var night = new WorkingHours(LocalTime.of(20, 0), LocalTime.of(6, 0), ZoneOffset.UTC);
        assertThat(night.untilOpen(Instant.parse("2026-01-01T19:30:00Z"))).isEqualTo(Duration.ofMinutes(30));
        assertThat(night.untilOpen(Instant.parse("2026-01-01T20:00:00Z"))).isZero();
        assertThat(night.untilOpen(Instant.parse("2026-01-02T05:59:59Z"))).isZero();
        assertThat(night.untilOpen(Instant.parse("2026-01-02T06:00:00Z"))).isEqualTo(Duration.ofHours(14));
        var day = new WorkingHours(LocalTime.of(8, 0), LocalTime.of(18, 0), ZoneOffset.UTC);
        assertThat(day.untilOpen(Instant.parse("2026-01-01T18:00:00Z"))).isEqualTo(Duration.ofHours(14));
        assertThat(WorkingHours.ALWAYS.untilOpen(Instant.parse("2026-01-01T03:00:00Z")))
                .isZero();
    }
}
