package org.credence.network.fabric.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.junit.jupiter.api.Test;

/** Ranges of keys, composite keys, pages. */
interface QueryConformance extends OnEngine {
    /** Beyond the characters that fit into one unit of UTF-16, where Java's order is not that of bytes. */
    String FACE = "\ud83d\ude00";

    /** Before {@link #FACE} in UTF-8, behind it in UTF-16. */
    String TILDE = "\uff5e";

    private void put(String prefix, String... keys) throws GatewayException {
        for (String key : keys) {
            session().submit("put", prefix + key, key);
        }
    }

    private String range(String start, String end) throws GatewayException {
        return session().anybody().evaluate("range", start, end);
    }

    @Test
    default void keysComeInTheOrderOfTheirUtf8Bytes() throws Exception {
        put("query-", FACE, "b", TILDE, "a", "B", "aa", "\u00e9");

        assertThat(range("query-", "query-\udbff\udfff").lines())
                .containsExactly(
                        "query-B=B",
                        "query-a=a",
                        "query-aa=aa",
                        "query-b=b",
                        "query-\u00e9=\u00e9",
                        "query-" + TILDE + "=" + TILDE,
                        "query-" + FACE + "=" + FACE);
    }

    @Test
    default void aRangesStartIsPartOfItAndItsEndIsNot() throws Exception {
        put("bounds-", "1", "2", "3");

        assertThat(range("bounds-1", "bounds-3")).isEqualTo("bounds-1=1\nbounds-2=2");
        assertThat(range("bounds-11", "bounds-2")).isEmpty();
        assertThat(range("bounds-3", "bounds-1")).isEmpty();
    }

    @Test
    default void aRangeWithoutBoundsHasAllSimpleKeysAndNoCompositeOnes() throws Exception {
        put("", "!first", FACE + "last");
        session().submit("putComposite", "type", "attribute", "composite");

        List<String> all = range("", "").lines().toList();

        assertThat(all).first().isEqualTo("!first=!first");
        assertThat(all).last().isEqualTo(FACE + "last=" + FACE + "last");
        assertThat(all).noneMatch(line -> line.contains("composite"));
        assertThat(range("!first", "").lines()).containsExactlyElementsOf(all);
    }

    @Test
    default void compositeKeysAreFoundByTheirFirstAttributes() throws Exception {
        session().submit("putComposite", "color", "red", "1", "r1");
        session().submit("putComposite", "color", "red", FACE, "rf");
        session().submit("putComposite", "color", "red", TILDE, "rt");
        session().submit("putComposite", "color", "red2", "1", "other");
        session().submit("putComposite", "colorful", "red", "1", "another type");
        Member member = session().anybody();

        assertThat(values(member.evaluate("composite", "color", "red"))).containsExactly("r1", "rt", "rf");
        assertThat(values(member.evaluate("composite", "color"))).containsExactly("r1", "rt", "rf", "other");
        assertThat(member.evaluate("composite", "color", "re")).isEmpty();
        assertThat(member.evaluate("composite", "shape")).isEmpty();
    }

    private static List<String> values(String lines) {
        return lines.lines().map(line -> line.substring(line.indexOf('=') + 1)).toList();
    }

    @Test
    default void aCompositeKeyIsNoSimpleOne() {
        Member member = session().anybody();

        assertThatThrownBy(() -> member.evaluate("range", "\u0000color\u0000", "z"))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("chaincode response 500");
    }

    @Test
    default void pagesFollowEachOtherByTheirBookmarks() throws Exception {
        put("page-", "1", "2", "3", "4", "5");
        Member member = session().anybody();

        assertThat(member.evaluate("page", "page-", "page-~", "2", "")).isEqualTo("page-1=1\npage-2=2\n2\npage-3");
        assertThat(member.evaluate("page", "page-", "page-~", "2", "page-3"))
                .isEqualTo("page-3=3\npage-4=4\n2\npage-5");
        assertThat(member.evaluate("page", "page-", "page-~", "2", "page-5")).isEqualTo("page-5=5\n1\n");
        assertThat(member.evaluate("page", "page-", "page-~", "5", ""))
                .isEqualTo("page-1=1\npage-2=2\npage-3=3\npage-4=4\npage-5=5\n5\n");
        assertThat(member.evaluate("page", "page-", "page-1", "5", "")).isEqualTo("0\n");
    }

    @Test
    default void compositeKeysHavePagesToo() throws Exception {
        session().submit("putComposite", "paged", "1", "first");
        session().submit("putComposite", "paged", "2", "second");
        Member member = session().anybody();

        String page = member.evaluate("pageOfComposite", "paged", "1", "");
        String bookmark = page.lines().skip(2).findFirst().orElseThrow();

        assertThat(page).isEqualTo("\u0000paged\u00001\u0000=first\n1\n\u0000paged\u00002\u0000");
        assertThat(member.evaluate("pageOfComposite", "paged", "1", bookmark))
                .isEqualTo("\u0000paged\u00002\u0000=second\n1\n");
    }

    @Test
    default void nothingIsWrittenBehindAPageNorAPageReadBehindAWrite() {
        Member member = session().anybody();

        for (String function : List.of("pageThenPut", "putThenPage")) {
            assertThatThrownBy(() -> member.endorse(function, "page-", "page-~", "1", ""))
                    .isInstanceOfSatisfying(
                            EndorseException.class,
                            e -> assertThat(e.getDetails().get(0).getMessage())
                                    .contains("Unsuccessful response received."));
        }
    }
}
