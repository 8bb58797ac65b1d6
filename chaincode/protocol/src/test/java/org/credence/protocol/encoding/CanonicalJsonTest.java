package org.credence.protocol.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.credence.protocol.AccountId;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.NodeAddress;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.Settlement;
import org.credence.protocol.Share;
import org.credence.protocol.Split;
import org.credence.protocol.StudyId;
import org.credence.protocol.trace.NodeKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    private static final Digest INIT = Digest.sha256("init".getBytes(StandardCharsets.UTF_8));

    /** Nested records, lists of lists, every scalar, text that needs escapes. */
    record Everything(
            boolean flag,
            int small,
            long large,
            BigDecimal decimal,
            String text,
            Settlement choice,
            List<List<Integer>> table,
            @Nullable Inner inner) {}

    record Inner(MemberId member, AccountId account) {}

    record WithLaterParts(
            @Implied("LEDGER") Settlement choice,
            int first,
            @Implied List<String> list,
            @Implied @Nullable Inner part) {}

    record WithDouble(double value) {}

    record WithNull(String value) {}

    private static final Everything EVERYTHING = new Everything(
            true,
            -1,
            Long.MIN_VALUE,
            new BigDecimal("1.50E+3"),
            "é\"\\\n\u0001\uD83D\uDE00",
            Settlement.EVM,
            List.of(List.of(1, 2), List.of()),
            new Inner(new MemberId("Org1MSP"), new AccountId("Org1MSP/lab@b")));

    private static final String EVERYTHING_JSON =
            "{\"choice\":\"EVM\",\"decimal\":\"1500\",\"flag\":true,\"inner\":{\"account\":\"Org1MSP/lab@b\",\"member\":\"Org1MSP\"},"
                    + "\"large\":-9223372036854775808,\"small\":-1,\"table\":[[1,2],[]],\"text\":\"é\\\"\\\\\\n\\u0001\uD83D\uDE00\"}";

    @Test
    void writesARegistrationWithItsRootsSorted() {
        var command = new Command.RegisterNode(
                new NodeAddress("https://f.example:8443"),
                List.of(NodeKeys.root("root two"), NodeKeys.root("root one"), NodeKeys.root("root two")),
                NodeKeys.signing("signing one"),
                NodeKeys.agreement("agreement one"));

        String json = CanonicalJson.encodeText(command);

        assertThat(json)
                .startsWith("{\"address\":\"https://f.example:8443\","
                        + "\"agreementKey\":\"qyRyo7jdIcCPD/k5ghkV3I0g1FMFyt3MvJe8ft3qOnQ=\","
                        + "\"signingKey\":\"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEuPQ/7Tv+XjYA0Gp4cVK+9Tjc/XK6gJirM3Nhx+pHOrY9WEkYaLjfn4FW7Nxl+2fvZkn+t7DWp6yhqBYqOlsQtQ==\","
                        + "\"tlsRoots\":[\"MII")
                .endsWith("\"]}");
        assertThat(CanonicalJson.decodeText(json, Command.RegisterNode.class)).isEqualTo(command);
        assertThat(command.tlsRoots())
                .isSorted()
                .containsExactlyInAnyOrder(NodeKeys.root("root one"), NodeKeys.root("root two"));
    }

    /** The expected text is what Python's json.dumps writes with sorted keys and without spaces. */
    @Test
    void writesACommandAsOtherLanguagesWouldToo() {
        var command = new Command.ProposeStudy(
                new StudyId("S"),
                INIT,
                INIT,
                2,
                List.of(100L, Long.MAX_VALUE),
                1,
                -1,
                0,
                1,
                Settlement.LEDGER,
                new Deadlines(1, 2, 3, 4, 5));

        assertThat(CanonicalJson.encodeText(command))
                .isEqualTo(
                        "{\"budgets\":[100,9223372036854775807],\"deadlines\":{\"challenge\":5,\"enrol\":1,\"evalCommit\":3,"
                                + "\"evalReveal\":4,\"round\":2},"
                                + "\"initial\":\"bb54068aea85faa7e487530083366be9962390af822e4c71ef1aca7033c83e66\",\"privacyBudget\":-1,"
                                + "\"quorum\":0,\"receipts\":1,\"rounds\":2,\"settlement\":\"LEDGER\","
                                + "\"specHash\":\"bb54068aea85faa7e487530083366be9962390af822e4c71ef1aca7033c83e66\",\"study\":\"S\",\"window\":1}");
        assertThat(CanonicalJson.decodeText(CanonicalJson.encodeText(command), Command.ProposeStudy.class))
                .isEqualTo(command);
    }

    @Test
    void writesEveryKindOfValueInOneWay() {
        assertThat(CanonicalJson.encodeText(EVERYTHING)).isEqualTo(EVERYTHING_JSON);
    }

    @Test
    void readsWhatItWrites() {
        Everything read = CanonicalJson.decodeText(EVERYTHING_JSON, Everything.class);

        assertThat(CanonicalJson.encodeText(read)).isEqualTo(EVERYTHING_JSON);
        assertThat(read.decimal()).isEqualByComparingTo(EVERYTHING.decimal());
        assertThat(read.text()).isEqualTo(EVERYTHING.text());
    }

    @Test
    void leavesOutWhatIsImpliedAndKeepsTheBytesOfOlderRecords() {
        var older = new WithLaterParts(Settlement.LEDGER, 1, List.of(), null);
        var newer = new WithLaterParts(
                Settlement.EVM, 1, List.of("a"), new Inner(new MemberId("Org1MSP"), new AccountId("Org1MSP/lab")));

        assertThat(CanonicalJson.encodeText(older)).isEqualTo("{\"first\":1}");
        assertThat(CanonicalJson.decodeText("{\"first\":1}", WithLaterParts.class))
                .isEqualTo(older);
        assertThat(CanonicalJson.encodeText(newer))
                .isEqualTo("{\"choice\":\"EVM\",\"first\":1,\"list\":[\"a\"],"
                        + "\"part\":{\"account\":\"Org1MSP/lab\",\"member\":\"Org1MSP\"}}");
        assertThat(CanonicalJson.decodeText(CanonicalJson.encodeText(newer), WithLaterParts.class))
                .isEqualTo(newer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"choice\":\"LEDGER\",\"first\":1}", "{\"first\":1,\"list\":[]}", "{\"first\":1,\"part\":null}"
            })
    void whatIsImpliedMustNotBeWritten(String json) {
        assertThatThrownBy(() -> CanonicalJson.decodeText(json, WithLaterParts.class))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("not canonical");
    }

    @Test
    void writesNullWhereAComponentMayHaveNoValue() {
        String json = CanonicalJson.encodeText(ScoreWindow.UNOPENED);

        assertThat(json).isEqualTo("{\"carry\":0,\"digest\":null,\"opened\":0,\"status\":\"WAITING\",\"vector\":null}");
        assertThat(CanonicalJson.decodeText(json, ScoreWindow.class)).isEqualTo(ScoreWindow.UNOPENED);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.00,0", "-0.0,0", "1.10,1.1", "1E+2,100", "-12.5e-3,-0.0125", "100,100"})
    void writesADecimalWithoutExponentAndTrailingZeros(String value, String text) {
        assertThat(CanonicalJson.encodeText(new BigDecimal(value))).isEqualTo('"' + text + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+1000000000", "1E-1000000000"})
    void refusesADecimalThatWouldFillTheMemory(String value) {
        assertThatThrownBy(() -> CanonicalJson.encode(new BigDecimal(value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 100 digits");
        assertThatThrownBy(() -> CanonicalJson.decodeText('"' + value + '"', BigDecimal.class))
                .isInstanceOf(DecodeException.class);
    }

    @Test
    void refusesValuesThatHaveNoCanonicalForm() {
        assertThatThrownBy(() -> CanonicalJson.encode(new WithDouble(0.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Double has no canonical form");
        assertThatThrownBy(() -> CanonicalJson.encode(new WithNull(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value of a WithNull is null");
        assertThatThrownBy(() -> CanonicalJson.encode("half a pair: \uD83D"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"study\":\"S\"}",
                "{\"study\":\"S\",\"window\":0} ",
                " {\"study\":\"S\",\"window\":0}",
                "{\"study\":\"S\", \"window\":0}",
                "{\"window\":0,\"study\":\"S\"}",
                "{\"study\":\"S\",\"window\":0}{}",
                "{\"study\":\"S\",\"window\":0,\"window\":0}",
                "{\"other\":1,\"study\":\"S\",\"window\":0}",
                "{\"study\":\"S\",\"window\":0.0}",
                "{\"study\":\"S\",\"window\":-0}",
                "{\"study\":\"S\",\"window\":00}",
                "{\"study\":\"S\",\"window\":1e0}",
                "{\"study\":\"S\",\"window\":2147483648}",
                "{\"study\":\"S\",\"window\":\"0\"}",
                "{\"study\":\"S\",\"window\":null}",
                "{\"study\":null,\"window\":0}",
                "{\"study\":\"\\u0053\",\"window\":0}",
                "{\"study\":\"no spaces\",\"window\":0}",
                "{\"study\":[\"S\"],\"window\":0}",
                "{\"study\":\"S\",\"window\":0",
                "\uFEFF{\"study\":\"S\",\"window\":0}"
            })
    void refusesEveryOtherSpelling(String json) {
        assertThatThrownBy(() -> CanonicalJson.decodeText(json, Command.AdvanceWindow.class))
                .isInstanceOf(DecodeException.class)
                .hasMessageNotContaining("\n");
    }

    @Test
    void readsTheOneSpelling() {
        assertThat(CanonicalJson.decodeText("{\"study\":\"S\",\"window\":0}", Command.AdvanceWindow.class))
                .isEqualTo(new Command.AdvanceWindow(new StudyId("S"), 0));
    }

    @Test
    void refusesOtherEncodings() {
        byte[] utf16 = "{\"study\":\"S\",\"window\":0}".getBytes(StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> CanonicalJson.decode(utf16, Command.AdvanceWindow.class))
                .isInstanceOf(DecodeException.class);
    }

    @Test
    void refusesSetsThatAreNotSorted() {
        String split = "{\"shares\":[{\"account\":\"B/B\",\"basisPoints\":1},{\"account\":\"A/A\",\"basisPoints\":2}]}";

        assertThatThrownBy(() -> CanonicalJson.decodeText(split, Split.class))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("sorted");
        assertThat(CanonicalJson.encodeText(
                        new Split(List.of(new Share(new AccountId("B/B"), 1), new Share(new AccountId("A/A"), 2)))))
                .startsWith("{\"shares\":[{\"account\":\"A/A\"");
    }

    @Test
    void saysWhereAValueIsWrongAndWhatWouldBeRight() {
        String split = "{\"shares\":[{\"account\":\"nobody\",\"basisPoints\":1}]}";

        assertThatThrownBy(() -> CanonicalJson.decodeText(split, Split.class))
                .hasMessageStartingWith("$.shares[0].account: an account is MSP/owner")
                .hasMessageEndingWith("was 'nobody'");
    }
}
