package org.credence.network.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.credence.network.identity.Enrolment;
import org.credence.network.ledger.collection.CollectionDefinition;
import org.credence.network.ledger.message.Hashes;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.network.ledger.verify.ChainVerifier;
import org.credence.network.ledger.verify.VerifiedBlock;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.ledger.rwset.TxPvtReadWriteSet;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private data on a running ledger: who sees what, what is in the blocks, and what is left when it is gone. */
final class PrivateDataTest {
    private static final String VALUE = "a value that nobody else may see";
    private static final String HASH = HexFormat.of()
            .formatHex(Hashes.sha256(ByteString.copyFromUtf8(VALUE)).toByteArray());

    @TempDir
    Path folder;

    private Secrets secrets;
    private Secrets.Caller member;
    private Secrets.Caller host;

    @BeforeEach
    void start() throws IOException {
        secrets = new Secrets(folder);
        connect();
    }

    private void connect() {
        member = secrets.as(LedgerFixture.MEMBER);
        host = secrets.as(LedgerFixture.HOST);
    }

    @AfterEach
    void stop() {
        secrets.close();
    }

    private void restart() throws IOException {
        secrets.fixture().stop();
        secrets.fixture().start();
        connect();
    }

    private static void assertRefused(ThrowingCallable call, String reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.getDetails())
                                .extracting(ErrorDetail::getMessage)
                                .first()
                                .asString()
                                .contains("Unsuccessful response received.")
                                .contains(reason));
    }

    private List<Path> filesWith(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(folder.resolve("ledger"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, wanted))
                    .toList();
        }
    }

    private static boolean contains(Path file, byte[] wanted) {
        try {
            byte[] content = Files.readAllBytes(file);
            for (int i = 0; i + wanted.length <= content.length; i++) {
                if (Arrays.equals(content, i, i + wanted.length, wanted, 0, wanted.length)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<VerifiedBlock> verified() throws IOException {
        List<VerifiedBlock> blocks = new ArrayList<>();
        try (ChainVerifier verifier =
                ChainVerifier.open(secrets.fixture().ledger().blocksFile())) {
            verifier.forEachRemaining(blocks::add);
        }
        return blocks;
    }

    /* A block with nothing private in it. */
    private void anotherBlock() throws Exception {
        member.submit("putPublic", "k", Long.toString(secrets.fixture().ledger().height()));
    }

    @Test
    void cleartextIsInNoBlockAndInTheStoreAlone() throws Exception {
        member.submitHidden("put", Secrets.SHARED, "the secret key", VALUE);

        secrets.fixture().stop();

        Path privateFolder = LedgerStore.privateFolder(folder.resolve("ledger"));
        assertThat(filesWith(VALUE)).containsExactly(privateFolder.resolve("2"));
        assertThat(filesWith("the secret key")).containsExactly(privateFolder.resolve("2"));
        secrets.fixture().start();
    }

    @Test
    void aValueOutlivesTheLossOfTheState() throws Exception {
        member.put(Secrets.SHARED, "a", VALUE);
        secrets.fixture().stop();
        Files.delete(LedgerStore.stateFile(folder.resolve("ledger")));
        secrets.fixture().start();
        connect();

        assertThat(member.get(Secrets.SHARED, "a")).isEqualTo(VALUE);
        assertThat(host.get(Secrets.SHARED, "a")).isEqualTo(VALUE);
        assertThat(member.evaluate("list", Secrets.SHARED, "", "")).isEqualTo("a=" + VALUE);
    }

    @Test
    void aValueWhoseFileIsLostIsReportedAsNotAvailable() throws Exception {
        member.put(Secrets.SHARED, "a", VALUE);
        member.put(Secrets.SHARED, "b", "another");
        secrets.fixture().stop();
        Files.delete(LedgerStore.privateFolder(folder.resolve("ledger")).resolve("2"));
        secrets.fixture().start();
        connect();

        assertRefused(
                () -> member.get(Secrets.SHARED, "a"),
                "private data matching public hash version is not available. Public hash version = {BlockNum: 2, TxNum: 0},"
                        + " Private data version = <nil>");
        assertThat(member.hash(Secrets.SHARED, "a")).isEqualTo(HASH);
        assertThat(member.evaluate("list", Secrets.SHARED, "", "")).isEqualTo("b=another");
    }

    @Test
    void aValueThatWasChangedOnTheDiskIsNotGivenOut() throws Exception {
        member.put(Secrets.SHARED, "a", VALUE);
        Path file = LedgerStore.privateFolder(folder.resolve("ledger")).resolve("2");
        byte[] content = Files.readAllBytes(file);
        content[new String(content, StandardCharsets.ISO_8859_1).indexOf(VALUE)] ^= 1;
        Files.write(file, content);

        assertThatThrownBy(() -> member.get(Secrets.SHARED, "a"))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.getDetails().get(0).getMessage())
                                .contains("does not have the hash in the state; restore private data of block 2"));
    }

    @Test
    void aNonMemberGetsTheHashAndNotTheValue() throws Exception {
        member.put(Secrets.OPEN, "a", VALUE);

        assertThat(member.get(Secrets.OPEN, "a")).isEqualTo(VALUE);
        assertThat(host.hash(Secrets.OPEN, "a")).isEqualTo(HASH);
        assertRefused(() -> host.get(Secrets.OPEN, "a"), "private data matching public hash version is not available");
        assertThat(host.get(Secrets.OPEN, "never written")).isEmpty();
        assertThat(host.evaluate("list", Secrets.OPEN, "", "")).isEmpty();
    }

    @Test
    void onlyMembersClientsCallForAClosedCollection() throws Exception {
        member.put(Secrets.CLOSED, "a", VALUE);

        assertRefused(
                () -> host.get(Secrets.CLOSED, "a"),
                "tx creator does not have read access permission on privatedata in chaincodeName:secrets collectionName:"
                        + " closed");
        assertRefused(() -> host.evaluate("list", Secrets.CLOSED, "", ""), "does not have read access permission");
        assertRefused(() -> host.endorsedPut(Secrets.CLOSED, "a", "x"), "does not have write access permission");
        assertRefused(() -> host.endorsed("delete", Secrets.CLOSED, "a"), "does not have write access permission");
        assertRefused(() -> host.endorsed("purge", Secrets.CLOSED, "a"), "does not have write access permission");
        assertThat(host.hash(Secrets.CLOSED, "a")).isEqualTo(HASH);
    }

    @Test
    void aNonMemberMayWriteWhatItCannotRead() throws Exception {
        host.put(Secrets.OPEN, "a", VALUE);

        assertThat(member.get(Secrets.OPEN, "a")).isEqualTo(VALUE);
    }

    @Test
    void everyOrganizationHasACollectionOfItsOwn() throws Exception {
        String own = "_implicit_org_" + LedgerFixture.MEMBER;
        host.put(own, "a", VALUE);

        assertThat(member.get(own, "a")).isEqualTo(VALUE);
        assertRefused(() -> host.get(own, "a"), "is not available");
        assertThat(host.hash(own, "a")).isEqualTo(HASH);
        assertRefused(() -> member.get("_implicit_org_NobodyMSP", "a"), "could not be found");
    }

    @Test
    void anUnknownCollectionIsNamed() {
        assertRefused(() -> member.get("nothing", "a"), "collection credence/secrets/nothing could not be found");
    }

    @Test
    void aTransactionDoesNotSeeWhatItWrites() throws Exception {
        member.put(Secrets.SHARED, "a", "1");
        member.submit("append", Secrets.SHARED, "a");
        member.submit("append", Secrets.SHARED, "a");

        assertThat(member.get(Secrets.SHARED, "a")).isEqualTo("1++");
    }

    @Test
    void ofTwoReadersThatWriteOneIsLate() throws Exception {
        member.put(Secrets.SHARED, "a", "1");
        Transaction first = member.endorsed("append", Secrets.SHARED, "a");
        Transaction second = member.endorsed("append", Secrets.SHARED, "a");
        first.submit();

        assertThatThrownBy(second::submit)
                .isInstanceOfSatisfying(
                        CommitException.class,
                        e -> assertThat(e.getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT));
        assertThat(member.get(Secrets.SHARED, "a")).isEqualTo("1+");
        assertThat(filesWith("1++")).isEmpty();
    }

    @Test
    void aDeletedKeyHasNoValueAndNoHash() throws Exception {
        member.put(Secrets.SHARED, "a", VALUE);
        member.submit("delete", Secrets.SHARED, "a");

        assertThat(member.get(Secrets.SHARED, "a")).isEmpty();
        assertThat(member.hash(Secrets.SHARED, "a")).isEmpty();
        assertThat(member.evaluate("list", Secrets.SHARED, "", "")).isEmpty();
    }

    @Test
    void aPurgeLeavesNoCleartextOfAnyTime() throws Exception {
        String key = "the purged key";
        member.submitHidden("put", Secrets.SHARED, key, "first secret");
        member.put(Secrets.SHARED, "b", "kept secret");
        member.submitHidden("put", Secrets.SHARED, key, "second secret");
        member.submitHidden("purge", Secrets.SHARED, key, "");

        assertThat(member.submitHidden("get", Secrets.SHARED, key, "")).isEmpty();
        assertThat(member.get(Secrets.SHARED, "b")).isEqualTo("kept secret");
        assertThat(filesWith("first secret")).isEmpty();
        assertThat(filesWith("second secret")).isEmpty();
        assertThat(filesWith(key)).isEmpty();
        member.put(Secrets.SHARED, key, "third secret");
        restart();
        assertThat(member.get(Secrets.SHARED, key)).isEqualTo("third secret");
        assertThat(verified()).hasSize(8);
    }

    @Test
    void aPurgeThatAKillCutShortIsDoneOnOpening() throws Exception {
        member.put(Secrets.SHARED, "a", VALUE);
        Path file = LedgerStore.privateFolder(folder.resolve("ledger")).resolve("2");
        byte[] before = Files.readAllBytes(file);
        member.submit("purge", Secrets.SHARED, "a");
        assertThat(file).doesNotExist();
        Files.write(file, before);

        restart();

        assertThat(file).doesNotExist();
        assertThat(member.get(Secrets.SHARED, "a")).isEmpty();
    }

    @Test
    void aValueExpiresWhenItsBlocksHavePassed() throws Exception {
        member.put(Secrets.SHORT, "a", VALUE);
        Transaction readBefore = member.endorsed("append", Secrets.SHORT, "a");
        anotherBlock();
        anotherBlock();
        assertThat(member.get(Secrets.SHORT, "a")).isEqualTo(VALUE);

        anotherBlock();

        assertThat(member.get(Secrets.SHORT, "a")).isEmpty();
        assertThat(member.hash(Secrets.SHORT, "a")).isEmpty();
        assertThat(filesWith(VALUE)).isEmpty();
        assertThatThrownBy(readBefore::submit).isInstanceOf(CommitException.class);
        restart();
        assertThat(member.get(Secrets.SHORT, "a")).isEmpty();
        assertThat(verified()).hasSize(7);
    }

    @Test
    void aValueThatWasWrittenAgainExpiresByItsLastWrite() throws Exception {
        member.put(Secrets.SHORT, "a", "first");
        anotherBlock();
        member.put(Secrets.SHORT, "a", "second");
        anotherBlock();
        anotherBlock();

        assertThat(filesWith("first")).isEmpty();
        assertThat(member.get(Secrets.SHORT, "a")).isEqualTo("second");
        anotherBlock();
        assertThat(member.get(Secrets.SHORT, "a")).isEmpty();
    }

    @Test
    void anExpiryThatAKillCutShortIsDoneOnOpening() throws Exception {
        member.put(Secrets.SHORT, "a", VALUE);
        Path file = LedgerStore.privateFolder(folder.resolve("ledger")).resolve("2");
        byte[] before = Files.readAllBytes(file);
        anotherBlock();
        anotherBlock();
        anotherBlock();
        Files.write(file, before);

        restart();

        assertThat(file).doesNotExist();
    }

    @Test
    void keysAreInTheOrderOfTheirBytes() throws Exception {
        member.put(Secrets.SHARED, "\uff5e", "3");
        member.put(Secrets.SHARED, "\ud83d\ude00", "4");
        member.put(Secrets.SHARED, "b", "2");
        member.put(Secrets.SHARED, "a", "1");

        assertThat(member.evaluate("list", Secrets.SHARED, "", "")).isEqualTo("a=1 b=2 \uff5e=3 \ud83d\ude00=4");
        assertThat(member.evaluate("list", Secrets.SHARED, "b", "\ud83d\ude00")).isEqualTo("b=2 \uff5e=3");
        assertThat(member.evaluate("list", Secrets.SHARED, "b", "a")).isEmpty();
    }

    @Test
    void compositeKeysAreApartFromSimpleOnes() throws Exception {
        member.put(Secrets.SHARED, "a", "simple");
        member.contract()
                .newProposal("putTyped")
                .addArguments(Secrets.SHARED, "type", "\ud83d\ude00")
                .putTransient(SecretsContract.VALUE, "typed")
                .build()
                .endorse()
                .submit();

        assertThat(member.evaluate("list", Secrets.SHARED, "", "")).isEqualTo("a=simple");
        assertThat(member.evaluate("listTyped", Secrets.SHARED, "type"))
                .isEqualTo("\u0000type\u0000\ud83d\ude00\u0000=typed");
    }

    @Test
    void nothingMayBeWrittenAfterAPrivateRange() {
        assertRefused(
                () -> member.endorsed("listThenPut", Secrets.SHARED),
                "a transaction that made a query of private data may not write");
    }

    @Test
    void aTransactionWhosePrivateDataAreGoneIsToBeEndorsedAgain() throws Exception {
        Enrolment enrolment = secrets.fixture().consortium().client(LedgerFixture.MEMBER);
        Transaction endorsed = secrets.as(enrolment).endorsedPut(Secrets.SHARED, "a", VALUE);
        restart();
        Transaction same = secrets.as(enrolment).client().gateway().newTransaction(endorsed.getBytes());

        assertThatThrownBy(same::submit)
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.getDetails().get(0).getMessage())
                                .contains("not held any more")
                                .contains("endorse it again"));
        assertThat(member.hash(Secrets.SHARED, "a")).isEmpty();
    }

    @Test
    void anEnvelopeSentTwiceCountsOnce() throws Exception {
        Transaction endorsed = member.endorsedPut(Secrets.SHARED, "a", VALUE);
        endorsed.submit();

        assertThat(endorsed.submitAsync().getStatus().isSuccessful()).isTrue();
        anotherBlock();
        assertThat(member.get(Secrets.SHARED, "a")).isEqualTo(VALUE);
        assertThat(verified().get(3).transactions().get(0).code()).isEqualTo(TxValidationCode.DUPLICATE_TXID);
    }

    @Test
    void blocksComeWithThePrivateDataOfTheirReadersCollections() throws Exception {
        member.put(Secrets.OPEN, "a", VALUE);

        assertThat(delivered(member, 2)).hasSize(1).containsKey(0L);
        assertThat(delivered(member, 2).get(0L).toString()).contains(VALUE);
        assertThat(delivered(host, 2)).isEmpty();
    }

    private static Map<Long, TxPvtReadWriteSet> delivered(Secrets.Caller caller, long block) {
        try (var events = caller.client()
                .network()
                .newBlockAndPrivateDataEventsRequest()
                .startBlock(block)
                .build()
                .getEvents()) {
            BlockAndPrivateData event = events.next();
            assertThat(event.getBlock().getHeader().getNumber()).isEqualTo(block);
            return event.getPrivateDataMapMap();
        }
    }

    @Test
    void definitionsAreOnTheChainOnce() throws Exception {
        restart();

        assertThat(verified()).hasSize(2);
    }

    @Test
    void aCollectionIsNotLeftOutNorItsBlockToLiveChanged() throws Exception {
        secrets.fixture().stop();
        Consortium consortium = secrets.fixture().consortium();
        List<CollectionDefinition> fewer = Secrets.COLLECTIONS.subList(0, 3);
        List<CollectionDefinition> longer = new ArrayList<>(fewer);
        longer.add(new CollectionDefinition(
                Secrets.SHORT, List.of(LedgerFixture.HOST, LedgerFixture.MEMBER), 0, 1, 3, false, false));

        assertThatThrownBy(() -> EmbeddedLedger.start(Secrets.config(consortium, fewer)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("collection short of contract secrets is on the ledger and cannot be left out");
        assertThatThrownBy(() -> EmbeddedLedger.start(Secrets.config(consortium, longer)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is 2 on the ledger and cannot become 3");
        secrets.fixture().start();
    }

    @Test
    void aCollectionMayBeAddedAndItsMembersChanged() throws Exception {
        member.put(Secrets.OPEN, "a", VALUE);
        secrets.fixture().stop();
        List<CollectionDefinition> more = new ArrayList<>(Secrets.COLLECTIONS);
        more.set(
                2,
                new CollectionDefinition(
                        Secrets.OPEN, List.of(LedgerFixture.HOST, LedgerFixture.MEMBER), 0, 1, 0, false, false));
        more.add(new CollectionDefinition("new", List.of(LedgerFixture.HOST), 0, 0, 0, false, false));

        secrets.fixture().start(consortium -> Secrets.config(consortium, more));
        connect();

        assertThat(host.get(Secrets.OPEN, "a")).isEqualTo(VALUE);
        host.put("new", "a", "1");
        assertThat(host.get("new", "a")).isEqualTo("1");
    }

    @Test
    void definitionsNameContractsAndOrganizationsThatExist() {
        Consortium consortium = secrets.fixture().consortium();
        CollectionDefinition strange = new CollectionDefinition("c", List.of("NobodyMSP"), 0, 0, 0, false, false);

        assertThatThrownBy(() -> Secrets.config(consortium, List.of(strange)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NobodyMSP");
    }
}
