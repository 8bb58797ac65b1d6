package org.credence.network.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.Identity;
import org.credence.network.identity.IssueRequest;
import org.credence.network.ledger.message.BlockForm;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.client.InMemoryCheckpointer;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams of blocks and events, as Fabric's client reads them. */
@Timeout(60)
final class EventsTest {
    @TempDir
    Path folder;

    private LedgerFixture fixture;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        fixture = new LedgerFixture(folder);
        client = fixture.client();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static String payload(ChaincodeEvent event) {
        return new String(event.getPayload(), StandardCharsets.UTF_8);
    }

    @Test
    void eventsComeInOrderFromABlockOnAndAsTheyHappen() throws Exception {
        client.contract().submitTransaction("put", "a", "1");
        client.contract().submitTransaction("increment", "silent");
        try (CloseableIterator<ChaincodeEvent> events = client.network()
                .newChaincodeEventsRequest(Consortium.CONTRACT)
                .startBlock(0)
                .build()
                .getEvents()) {
            ChaincodeEvent first = events.next();
            client.contract().submitTransaction("put", "b", "2");
            ChaincodeEvent second = events.next();

            assertThat(payload(first)).isEqualTo("a=1");
            assertThat(first.getBlockNumber()).isEqualTo(1);
            assertThat(first.getEventName()).isEqualTo("noted");
            assertThat(first.getChaincodeName()).isEqualTo(Consortium.CONTRACT);
            assertThat(payload(second)).isEqualTo("b=2");
            assertThat(second.getBlockNumber()).isEqualTo(3);
        }
    }

    @Test
    void eventsGoOnBehindACheckpoint() throws Exception {
        InMemoryCheckpointer checkpointer = new InMemoryCheckpointer();
        client.contract().submitTransaction("put", "a", "1");
        client.contract().submitTransaction("put", "b", "2");
        try (var events = client.network()
                .newChaincodeEventsRequest(Consortium.CONTRACT)
                .startBlock(0)
                .build()
                .getEvents()) {
            checkpointer.checkpointChaincodeEvent(events.next());
        }

        try (var events = client.network()
                .newChaincodeEventsRequest(Consortium.CONTRACT)
                .checkpoint(checkpointer)
                .build()
                .getEvents()) {
            assertThat(payload(events.next())).isEqualTo("b=2");
        }
    }

    @Test
    void eventsOfInvalidTransactionsAndOfOtherContractsAreLeftOut() throws Exception {
        Transaction late =
                client.contract().newProposal("bump").addArguments("n").build().endorse();
        client.contract().submitTransaction("increment", "n");
        assertThatThrownBy(late::submit).isInstanceOf(CommitException.class);
        client.network().getContract(Consortium.OTHER_CONTRACT).submitTransaction("put", "x", "other");
        client.contract().submitTransaction("put", "a", "1");

        try (var events = client.network()
                .newChaincodeEventsRequest(Consortium.CONTRACT)
                .startBlock(0)
                .build()
                .getEvents()) {
            assertThat(payload(events.next())).isEqualTo("a=1");
        }
    }

    @Test
    void blocksComeWholeAndLinked() throws Exception {
        client.contract().submitTransaction("put", "a", "1");
        try (CloseableIterator<Block> blocks =
                client.network().newBlockEventsRequest().startBlock(0).build().getEvents()) {
            List<Block> read = new ArrayList<>(List.of(blocks.next(), blocks.next()));
            client.contract().submitTransaction("put", "b", "2");
            read.add(blocks.next());

            assertThat(read).extracting(it -> it.getHeader().getNumber()).containsExactly(0L, 1L, 2L);
            for (int i = 1; i < read.size(); i++) {
                assertThat(read.get(i).getHeader().getPreviousHash())
                        .isEqualTo(BlockForm.headerHash(read.get(i - 1).getHeader()));
            }
        }
    }

    @Test
    void filteredBlocksTellWhatHappenedWithoutContents() throws Exception {
        client.contract().submitTransaction("put", "a", "1");
        try (CloseableIterator<FilteredBlock> blocks = client.network()
                .newFilteredBlockEventsRequest()
                .startBlock(1)
                .build()
                .getEvents()) {
            FilteredBlock block = blocks.next();

            assertThat(block.getChannelId()).isEqualTo(Consortium.CHANNEL);
            assertThat(block.getNumber()).isEqualTo(1);
            var transaction = block.getFilteredTransactions(0);
            assertThat(transaction.getTxValidationCode()).isEqualTo(TxValidationCode.VALID);
            var event =
                    transaction.getTransactionActions().getChaincodeActions(0).getChaincodeEvent();
            assertThat(event.getEventName()).isEqualTo("noted");
            assertThat(event.getPayload().isEmpty()).isTrue();
        }
    }

    @Test
    void blocksWithPrivateDataHaveNone() throws Exception {
        client.contract().submitTransaction("put", "a", "1");
        try (var blocks = client.network()
                .newBlockAndPrivateDataEventsRequest()
                .startBlock(1)
                .build()
                .getEvents()) {
            var block = blocks.next();

            assertThat(block.getBlock().getHeader().getNumber()).isEqualTo(1);
            assertThat(block.getPrivateDataMapMap()).isEmpty();
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsUpNobody() throws Exception {
        try (CloseableIterator<Block> slow =
                client.network().newBlockEventsRequest().startBlock(0).build().getEvents()) {
            int blocks = 40;
            String large = "x".repeat(20_000);
            for (int i = 0; i < blocks; i++) {
                client.contract().submitTransaction("put", "k" + i, large);
            }

            for (long number = 0; number <= blocks; number++) {
                assertThat(slow.next().getHeader().getNumber()).isEqualTo(number);
            }
        }
    }

    @Test
    void aReaderWhoseCertificateIsRevokedIsCutOff() throws Exception {
        var authority = fixture.consortium().authority(LedgerFixture.MEMBER);
        Enrolment leaver = authority.issue(IssueRequest.client("leaver"));
        try (var events = fixture.client(leaver)
                .network()
                .newChaincodeEventsRequest(Consortium.CONTRACT)
                .startBlock(0)
                .build()
                .getEvents()) {
            client.contract().submitTransaction("put", "a", "1");
            assertThat(payload(events.next())).isEqualTo("a=1");
            authority.revoke(leaver);

            fixture.ledger().putCrl(LedgerFixture.MEMBER, authority.crl());

            assertThat(catchThrowable(events::hasNext))
                    .isInstanceOfSatisfying(
                            GatewayRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
        }
    }

    @Test
    void aStrangerReadsNothing() {
        Identity stranger = fixture.consortium()
                .newAuthority("StrangerMSP")
                .issue(IssueRequest.client("client"))
                .identity();
        Client outsider = new Client(client.channel(), stranger);

        try (var events = outsider.network().getChaincodeEvents(Consortium.CONTRACT)) {
            assertThatThrownBy(events::hasNext)
                    .isInstanceOfSatisfying(
                            GatewayRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
        }
        try (var blocks = outsider.network().getBlockEvents()) {
            assertThatThrownBy(blocks::next).hasMessageContaining("FORBIDDEN");
        }
    }

    @Test
    void aSeekFarFromTheLedgersTimeIsRefused() {
        fixture.clock().advance(java.time.Duration.ofHours(1));

        try (var blocks = client.network().getBlockEvents()) {
            assertThatThrownBy(blocks::next).hasMessageContaining("BAD_REQUEST");
        }
    }

    @Test
    void whoWaitsIsToldWhenTheLedgerCloses() {
        var blocks =
                client.network().newBlockEventsRequest().startBlock(1).build().getEvents();

        fixture.ledger().close();

        assertThatThrownBy(blocks::hasNext)
                .isInstanceOfAny(GatewayRuntimeException.class, StatusRuntimeException.class)
                .hasMessageContaining("UNAVAILABLE");
    }
}
