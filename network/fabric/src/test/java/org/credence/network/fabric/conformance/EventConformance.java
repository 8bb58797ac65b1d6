package org.credence.network.fabric.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.InMemoryCheckpointer;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.FilteredTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;

/** Events of contracts, and blocks as they come. */
interface EventConformance extends OnEngine {
    private CloseableIterator<ChaincodeEvent> events(long block) {
        return session()
                .anybody()
                .network()
                .newChaincodeEventsRequest(Engine.CONTRACT)
                .startBlock(block)
                .build()
                .getEvents();
    }

    @Test
    default void anEventTellsItsTransactionAndBlock() throws Exception {
        Status status = session().submit("event", "told");

        try (CloseableIterator<ChaincodeEvent> events = events(status.getBlockNumber())) {
            ChaincodeEvent event = events.next();
            assertThat(event.getBlockNumber()).isEqualTo(status.getBlockNumber());
            assertThat(event.getTransactionId()).isEqualTo(status.getTransactionId());
            assertThat(event.getChaincodeName()).isEqualTo(Engine.CONTRACT);
            assertThat(event.getEventName()).isEqualTo("told");
            assertThat(Member.text(event.getPayload())).isEqualTo("payload of told");
        }
    }

    @Test
    default void ofTwoEventsInATransactionTheLastCounts() throws Exception {
        Status status = session().submit("event", "one", "two");

        try (CloseableIterator<ChaincodeEvent> events = events(status.getBlockNumber())) {
            assertThat(events.next().getEventName()).isEqualTo("two");
        }
    }

    @Test
    default void eventsGoOnBehindATransaction() throws Exception {
        Status first = session().submit("event", "resume-1");
        Status second = session().submit("event", "resume-2");
        session().submit("put", "event-nothing", "1");
        Status third = session().submit("event", "resume-3");

        InMemoryCheckpointer checkpoint = new InMemoryCheckpointer();
        checkpoint.checkpointTransaction(first.getBlockNumber(), first.getTransactionId());
        List<String> names = new ArrayList<>();
        try (CloseableIterator<ChaincodeEvent> events = session()
                .anybody()
                .network()
                .newChaincodeEventsRequest(Engine.CONTRACT)
                .checkpoint(checkpoint)
                .build()
                .getEvents()) {
            while (!names.contains("resume-3")) {
                names.add(events.next().getEventName());
            }
        }

        assertThat(names).containsExactly("resume-2", "resume-3");
        assertThat(second.getBlockNumber()).isLessThan(third.getBlockNumber());
    }

    @Test
    default void anEventOfAnInvalidTransactionIsNotTold() throws Exception {
        Member member = session().anybody();
        Status start = session().submit("event", "invalid-start");
        Transaction valid = member.endorse("increment", "event-n");
        Transaction late = member.endorse("increment", "event-n");
        session().everybodyHas(member.submit(valid).getTransactionId());
        assertThat(member.submit(late).getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
        session().submit("event", "invalid-end");

        try (CloseableIterator<ChaincodeEvent> events = events(start.getBlockNumber())) {
            assertThat(events.next().getEventName()).isEqualTo("invalid-start");
            assertThat(events.next().getEventName()).isEqualTo("invalid-end");
        }
    }

    @Test
    default void otherContractsEventsAreNotTold() throws Exception {
        Status start = session().submit("event", "others-start");
        Member member = session().anybody();
        session()
                .submit(
                        member,
                        member.network()
                                .getContract(Engine.OTHER_CONTRACT)
                                .newProposal("event")
                                .addArguments("of another")
                                .build());
        session().submit("call", Engine.OTHER_CONTRACT, "event", "of one that was called");
        session().submit("event", "others-end");

        try (CloseableIterator<ChaincodeEvent> events = events(start.getBlockNumber())) {
            assertThat(events.next().getEventName()).isEqualTo("others-start");
            assertThat(events.next().getEventName()).isEqualTo("others-end");
        }
    }

    @Test
    default void blocksComeInOrderWithTheirTransactions() throws Exception {
        Status first = session().submit("put", "event-block", "1");
        Status second = session().submit("put", "event-block", "2");

        try (CloseableIterator<Block> blocks = session()
                .anybody()
                .network()
                .newBlockEventsRequest()
                .startBlock(first.getBlockNumber())
                .build()
                .getEvents()) {
            Block block = blocks.next();
            assertThat(block.getHeader().getNumber()).isEqualTo(first.getBlockNumber());
            assertThat(transactionId(block)).isEqualTo(first.getTransactionId());
            Block next = blocks.next();
            assertThat(next.getHeader().getNumber()).isEqualTo(second.getBlockNumber());
            assertThat(transactionId(next)).isEqualTo(second.getTransactionId());
        }
    }

    private static String transactionId(Block block) throws InvalidProtocolBufferException {
        Payload payload =
                Payload.parseFrom(Envelope.parseFrom(block.getData().getData(0)).getPayload());
        return ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).getTxId();
    }

    @Test
    default void filteredBlocksHaveCodesAndEventNamesButNoPayloads() throws Exception {
        Status status = session().submit("event", "filtered");

        try (CloseableIterator<FilteredBlock> blocks = session()
                .anybody()
                .network()
                .newFilteredBlockEventsRequest()
                .startBlock(status.getBlockNumber())
                .build()
                .getEvents()) {
            FilteredBlock block = blocks.next();
            assertThat(block.getChannelId()).isEqualTo(Engine.CHANNEL);
            assertThat(block.getNumber()).isEqualTo(status.getBlockNumber());
            FilteredTransaction transaction = block.getFilteredTransactions(0);
            assertThat(transaction.getTxid()).isEqualTo(status.getTransactionId());
            assertThat(transaction.getTxValidationCode()).isEqualTo(TxValidationCode.VALID);
            var event =
                    transaction.getTransactionActions().getChaincodeActions(0).getChaincodeEvent();
            assertThat(event.getEventName()).isEqualTo("filtered");
            assertThat(event.getPayload()).isEmpty();
        }
    }
}
