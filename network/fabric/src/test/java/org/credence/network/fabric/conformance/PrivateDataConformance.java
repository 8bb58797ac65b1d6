package org.credence.network.fabric.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;

/** Private data: what members see, what the others do, and what is left when it is gone. */
interface PrivateDataConformance extends OnEngine {
    private void put(String collection, String key, String value) throws GatewayException {
        session().submitPrivate(session().anybody(), value, "putPrivate", collection, key);
    }

    private static String hash(String value) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertUnsuccessful(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.getDetails().get(0).getMessage())
                                .startsWith("chaincode response 500, [")
                                .contains("]Unsuccessful response received."));
    }

    private static String own(String mspId) {
        return "_implicit_org_" + mspId;
    }

    @Test
    default void everyMemberReadsAValueAndEverybodyItsHash() throws Exception {
        put(Engine.SHARED, "private-a", "a secret");

        for (int place = 0; place < Engine.MEMBERS; place++) {
            assertThat(session().member(place).evaluate("getPrivate", Engine.SHARED, "private-a"))
                    .isEqualTo("a secret");
            assertThat(session().member(place).evaluate("hashPrivate", Engine.SHARED, "private-a"))
                    .isEqualTo(hash("a secret"));
        }
        assertThat(session().outsider().evaluate("hashPrivate", Engine.SHARED, "private-a"))
                .isEqualTo(hash("a secret"));
    }

    @Test
    default void whoIsNoMemberDoesNotGetAValueThatExists() throws Exception {
        put(Engine.SHARED, "private-b", "a secret");

        assertUnsuccessful(() -> session().outsider().evaluate("getPrivate", Engine.SHARED, "private-b"));
        assertThat(session().outsider().evaluate("getPrivate", Engine.SHARED, "private-never"))
                .isEmpty();
        assertThat(session().outsider().evaluate("rangePrivate", Engine.SHARED, "private-b", "private-c"))
                .isEmpty();
    }

    @Test
    default void whoIsNoMemberCannotCallForAClosedCollection() throws Exception {
        put(Engine.CLOSED, "private-c", "a secret");
        Member outsider = session().outsider();

        assertThat(session().member(1).evaluate("getPrivate", Engine.CLOSED, "private-c"))
                .isEqualTo("a secret");
        assertUnsuccessful(() -> outsider.evaluate("getPrivate", Engine.CLOSED, "private-c"));
        assertUnsuccessful(() -> outsider.evaluate("getPrivate", Engine.CLOSED, "private-never"));
        assertUnsuccessful(() -> outsider.evaluate("rangePrivate", Engine.CLOSED, "", ""));
        assertUnsuccessful(() -> outsider.endorse("deletePrivate", Engine.CLOSED, "private-c"));
        assertUnsuccessful(() -> outsider.endorse("purgePrivate", Engine.CLOSED, "private-c"));
        assertUnsuccessful(() -> outsider.proposal(Map.of("value", "x"), "putPrivate", Engine.CLOSED, "private-c")
                .endorse());
        assertThat(outsider.evaluate("hashPrivate", Engine.CLOSED, "private-c")).isEqualTo(hash("a secret"));
    }

    @Test
    default void anOrganizationsOwnCollectionNeedsNoDefinition() throws Exception {
        Member first = session().member(0);
        String collection = own(first.mspId());
        session().submitPrivate(first, "my own", "putPrivate", collection, "own-a");

        assertThat(first.evaluate("getPrivate", collection, "own-a")).isEqualTo("my own");
        assertThat(session().member(1).evaluate("hashPrivate", collection, "own-a"))
                .isEqualTo(hash("my own"));
        assertUnsuccessful(() -> session().member(1).evaluate("getPrivate", collection, "own-a"));
        assertThat(first.evaluate("rangePrivate", collection, "own-", "own-~")).isEqualTo("own-a=my own");
    }

    @Test
    default void aCollectionThatIsNotDefinedIsRefused() {
        assertUnsuccessful(() -> session().anybody().evaluate("getPrivate", "undefined", "a"));
        assertUnsuccessful(() -> session().anybody().evaluate("hashPrivate", "undefined", "a"));
        assertUnsuccessful(() -> session().anybody().evaluate("getPrivate", own("NobodyMSP"), "a"));
        assertUnsuccessful(() -> session().anybody().evaluate("rangePrivate", "undefined", "", ""));
        assertUnsuccessful(() -> session()
                .anybody()
                .proposal(Map.of("value", "x"), "putPrivate", "undefined", "a")
                .endorse());
    }

    @Test
    default void aCollectionWithoutANameIsRefused() {
        assertThatThrownBy(() -> session().anybody().evaluate("getPrivate", "", "a"))
                .hasMessageContaining("collection must not be an empty string");
    }

    @Test
    default void theBlockHasHashesAlone() throws Exception {
        Member member = session().anybody();
        Status status =
                session().submitPrivate(member, "a secret for no block", "putPrivate", Engine.SHARED, "private-block");

        byte[] block = member.network()
                .getContract("qscc")
                .evaluateTransaction("GetBlockByTxID", Engine.CHANNEL, status.getTransactionId());

        String text = new String(block, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("a secret for no block");
        assertThat(text)
                .contains(new String(
                        HexFormat.of().parseHex(hash("a secret for no block")), StandardCharsets.ISO_8859_1));
        assertThat(Block.parseFrom(block).getHeader().getNumber()).isEqualTo(status.getBlockNumber());
    }

    @Test
    default void aTransactionDoesNotSeeItsOwnPrivateWrites() throws Exception {
        put(Engine.SHARED, "private-own", "before");
        Member member = session().anybody();

        Transaction transaction = member.proposal(
                        Map.of("value", "after"), "putPrivateThenGet", Engine.SHARED, "private-own")
                .endorse();

        assertThat(Member.text(transaction.getResult())).isEqualTo("before");
    }

    @Test
    default void aPrivateValueIsReadAndWrittenInATransaction() throws Exception {
        put(Engine.SHARED, "private-append", "1");
        session().submit("appendPrivate", Engine.SHARED, "private-append");
        session().submit("appendPrivate", Engine.SHARED, "private-append");

        assertThat(session().anybody().evaluate("getPrivate", Engine.SHARED, "private-append"))
                .isEqualTo("1++");
    }

    @Test
    default void ofTwoPrivateReadersThatWriteOneIsValid() throws Exception {
        put(Engine.SHARED, "private-conflict", "1");
        Member member = session().anybody();
        Transaction first = member.endorse("appendPrivate", Engine.SHARED, "private-conflict");
        Transaction second = member.endorse("appendPrivate", Engine.SHARED, "private-conflict");

        assertThat(member.submit(first).getCode()).isEqualTo(TxValidationCode.VALID);
        assertThat(member.submit(second).getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
        assertThat(member.evaluate("getPrivate", Engine.SHARED, "private-conflict"))
                .isEqualTo("1+");
    }

    @Test
    default void aDeletedPrivateKeyHasNeitherValueNorHash() throws Exception {
        put(Engine.SHARED, "private-delete", "1");
        session().submit("deletePrivate", Engine.SHARED, "private-delete");

        assertThat(session().anybody().evaluate("getPrivate", Engine.SHARED, "private-delete"))
                .isEmpty();
        assertThat(session().anybody().evaluate("hashPrivate", Engine.SHARED, "private-delete"))
                .isEmpty();
    }

    @Test
    default void aPurgedPrivateKeyHasNeitherValueNorHashAndMayComeBack() throws Exception {
        put(Engine.SHARED, "private-purge", "1");
        session().submit("purgePrivate", Engine.SHARED, "private-purge");

        assertThat(session().anybody().evaluate("getPrivate", Engine.SHARED, "private-purge"))
                .isEmpty();
        assertThat(session().outsider().evaluate("hashPrivate", Engine.SHARED, "private-purge"))
                .isEmpty();
        put(Engine.SHARED, "private-purge", "2");
        assertThat(session().anybody().evaluate("getPrivate", Engine.SHARED, "private-purge"))
                .isEqualTo("2");
    }

    @Test
    default void aPurgedValueIsNotDeliveredAnyMore() throws Exception {
        Member member = session().anybody();
        Status written = session().submitPrivate(member, "soon purged", "putPrivate", Engine.SHARED, "private-deliver");
        assertThat(delivered(member, written)).contains("soon purged");
        assertThat(delivered(session().outsider(), written)).doesNotContain("soon purged");

        session().submit("purgePrivate", Engine.SHARED, "private-deliver");

        assertThat(delivered(member, written)).doesNotContain("soon purged");
    }

    private static String delivered(Member member, Status status) {
        try (var events = member.network()
                .newBlockAndPrivateDataEventsRequest()
                .startBlock(status.getBlockNumber())
                .build()
                .getEvents()) {
            BlockAndPrivateData event = events.next();
            assertThat(event.getBlock().getHeader().getNumber()).isEqualTo(status.getBlockNumber());
            return event.getPrivateDataMapMap().toString();
        }
    }

    @Test
    default void aValueExpiresWhenItsBlocksHavePassed() throws Exception {
        put(Engine.SHORT, "private-short", "1");
        Member member = session().anybody();
        for (int block = 0; block < Engine.BLOCKS_TO_LIVE; block++) {
            session().submit("put", "expiry", Integer.toString(block));
        }
        assertThat(member.evaluate("getPrivate", Engine.SHORT, "private-short")).isEqualTo("1");

        session().submit("put", "expiry", "over");

        assertThat(member.evaluate("getPrivate", Engine.SHORT, "private-short")).isEmpty();
        assertThat(session().outsider().evaluate("hashPrivate", Engine.SHORT, "private-short"))
                .isEmpty();
        assertThat(member.evaluate("rangePrivate", Engine.SHORT, "", "")).isEmpty();
    }

    @Test
    default void privateKeysComeInTheOrderOfTheirUtf8Bytes() throws Exception {
        for (String key : new String[] {QueryConformance.FACE, "b", QueryConformance.TILDE, "a"}) {
            put(Engine.SHARED, "ordered-" + key, key);
        }
        Member member = session().anybody();

        assertThat(member.evaluate("rangePrivate", Engine.SHARED, "ordered-", "ordered-\udbff\udfff")
                        .lines()
                        .map(line -> line.substring(line.indexOf('=') + 1)))
                .containsExactly("a", "b", QueryConformance.TILDE, QueryConformance.FACE);
        assertThat(member.evaluate("rangePrivate", Engine.SHARED, "ordered-a", "ordered-b"))
                .isEqualTo("ordered-a=a");
    }

    @Test
    default void privateCompositeKeysAreFoundByTheirFirstAttributes() throws Exception {
        Member member = session().anybody();
        session().submitPrivate(member, "r1", "putPrivateComposite", Engine.SHARED, "tone", "red", "1");
        session()
                .submitPrivate(
                        member, "rf", "putPrivateComposite", Engine.SHARED, "tone", "red", QueryConformance.FACE);
        session().submitPrivate(member, "b1", "putPrivateComposite", Engine.SHARED, "tone", "blue", "1");

        assertThat(member.evaluate("compositePrivate", Engine.SHARED, "tone", "red")
                        .lines()
                        .map(line -> line.substring(line.indexOf('=') + 1)))
                .containsExactly("r1", "rf");
        assertThat(member.evaluate("compositePrivate", Engine.SHARED, "tone").lines())
                .hasSize(3);
        assertThat(member.evaluate("rangePrivate", Engine.SHARED, "", "")).doesNotContain("tone");
    }

    @Test
    default void nothingIsWrittenBehindAPrivateRangeNorARangeReadBehindAWrite() {
        Member member = session().anybody();

        for (String function : new String[] {"rangePrivateThenPut", "putThenRangePrivate"}) {
            assertThatThrownBy(() -> member.endorse(function, Engine.SHARED))
                    .isInstanceOfSatisfying(
                            EndorseException.class,
                            e -> assertThat(e.getDetails().get(0).getMessage())
                                    .contains("]Unsuccessful response received."));
        }
    }
}
