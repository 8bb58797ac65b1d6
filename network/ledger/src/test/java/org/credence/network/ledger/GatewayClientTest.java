package org.credence.network.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fabric's own gateway client, unmodified, against the ledger. */
final class GatewayClientTest {
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

    private String evaluate(String function, String... args) throws GatewayException {
        return new String(client.contract().evaluateTransaction(function, args), StandardCharsets.UTF_8);
    }

    private Transaction endorsed(String function, String... args) throws EndorseException {
        return client.contract()
                .newProposal(function)
                .addArguments(args)
                .build()
                .endorse();
    }

    @Test
    void aSubmittedValueIsReadBack() throws Exception {
        byte[] result = client.contract().submitTransaction("put", "a", "1");

        assertThat(result).asString(StandardCharsets.UTF_8).isEqualTo("1");
        assertThat(evaluate("get", "a")).isEqualTo("1");
        assertThat(fixture.ledger().height()).isEqualTo(2);
    }

    @Test
    void theCommitStatusNamesTheBlock() throws Exception {
        SubmittedTransaction submitted = client.contract()
                .newProposal("put")
                .addArguments("a", "1")
                .build()
                .endorse()
                .submitAsync();

        var status = submitted.getStatus();

        assertThat(status.getCode()).isEqualTo(TxValidationCode.VALID);
        assertThat(status.getBlockNumber()).isEqualTo(1);
        assertThat(status.getTransactionId()).isEqualTo(submitted.getTransactionId());
    }

    @Test
    void anEvaluationChangesNothing() throws Exception {
        evaluate("put", "a", "1");

        assertThat(evaluate("get", "a")).isEmpty();
        assertThat(fixture.ledger().height()).isEqualTo(1);
    }

    @Test
    void aTransactionDoesNotSeeItsOwnWritesAndTheLastOneWins() throws Exception {
        client.contract().submitTransaction("increment", "n");
        client.contract().submitTransaction("increment", "n");

        assertThat(evaluate("get", "n")).isEqualTo("2");
    }

    @Test
    void aDeletedKeyIsGoneAndItsHistoryStays() throws Exception {
        client.contract().submitTransaction("put", "a", "1");
        client.contract().submitTransaction("put", "a", "2");
        client.contract().submitTransaction("delete", "a");

        assertThat(evaluate("get", "a")).isEmpty();
        assertThat(evaluate("history", "a")).isEqualTo("deleted\n2\n1");
    }

    @Test
    void keysComeInTheOrderOfTheirBytesAndRangesEndBeforeTheirEnd() throws Exception {
        for (String key : List.of("b", "a", "\uffff", "\ud83d\ude00", "c")) {
            client.contract().submitTransaction("put", key, "x");
        }

        assertThat(evaluate("list", "", "")).isEqualTo("a=x\nb=x\nc=x\n\uffff=x\n\ud83d\ude00=x");
        assertThat(evaluate("list", "a", "c")).isEqualTo("a=x\nb=x");
        assertThat(evaluate("list", "c", "a")).isEmpty();
    }

    @Test
    void compositeKeysAreFoundByTheirFirstPartsAndHiddenFromPlainRanges() throws Exception {
        client.contract().submitTransaction("putTyped", "update", "r1", "A", "1");
        client.contract().submitTransaction("putTyped", "update", "r1", "B", "2");
        client.contract().submitTransaction("putTyped", "update", "r10", "A", "3");
        client.contract().submitTransaction("put", "plain", "4");

        assertThat(evaluate("listTyped", "update", "r1").lines().map(line -> line.substring(line.length() - 1)))
                .containsExactly("1", "2");
        assertThat(evaluate("list", "", "")).isEqualTo("plain=4");
    }

    @Test
    void pagesFollowTheirBookmarks() throws Exception {
        for (String key : List.of("a", "b", "c", "d", "e")) {
            client.contract().submitTransaction("put", key, "x");
        }

        assertThat(evaluate("page", "", "", "2", "")).isEqualTo("a b -> c");
        assertThat(evaluate("page", "", "", "2", "c")).isEqualTo("c d -> e");
        assertThat(evaluate("page", "", "", "2", "e")).isEqualTo("e -> ");
    }

    @Test
    void whoeverReadWhatAnotherWroteMeanwhileIsInvalid() throws Exception {
        Transaction first = endorsed("increment", "n");
        Transaction second = endorsed("increment", "n");
        first.submit();

        assertThatThrownBy(second::submit)
                .isInstanceOfSatisfying(
                        CommitException.class,
                        e -> assertThat(e.getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT));
        assertThat(evaluate("get", "n")).isEqualTo("1");
        assertThat(fixture.ledger().height()).isEqualTo(3);
    }

    @Test
    void whoeverReadARangeThatGrewIsInvalid() throws Exception {
        client.contract().submitTransaction("put", "a", "1");
        Transaction count = endorsed("countInto", "a", "z", "count");
        client.contract().submitTransaction("put", "m", "2");

        assertThatThrownBy(count::submit)
                .isInstanceOfSatisfying(
                        CommitException.class,
                        e -> assertThat(e.getCode()).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT));
    }

    @Test
    void aRangeThatDidNotChangeIsNoConflict() throws Exception {
        client.contract().submitTransaction("put", "a", "1");
        Transaction count = endorsed("countInto", "a", "m", "zcount");
        client.contract().submitTransaction("put", "x", "2");

        count.submit();

        assertThat(evaluate("get", "zcount")).isEqualTo("1");
    }

    @Test
    void aRefusalReachesTheClientInTheDetails() {
        assertThatThrownBy(() -> client.contract().submitTransaction("refuse", "not today"))
                .isInstanceOfSatisfying(EndorseException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
                    assertThat(e.getDetails())
                            .extracting(ErrorDetail::getMessage)
                            .containsExactly("chaincode response 500, not today");
                    assertThat(e.getDetails()).extracting(ErrorDetail::getMspId).containsExactly(LedgerFixture.HOST);
                });
    }

    @Test
    void anEvaluationsRefusalReachesTheClient() {
        assertThatThrownBy(() -> evaluate("refuse", "not today")).isInstanceOfSatisfying(GatewayException.class, e -> {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNKNOWN);
            assertThat(e.getMessage()).contains("chaincode response 500, not today");
        });
    }

    @Test
    void aContractThatThrowsEndorsesNothing() {
        assertThatThrownBy(() -> client.contract().submitTransaction("throw", "broken"))
                .isInstanceOfSatisfying(
                        EndorseException.class,
                        e -> assertThat(e.getDetails().get(0).getMessage())
                                .contains("transaction returned with failure")
                                .contains("broken"));
    }

    @Test
    void whatIsNotOfferedSaysSo() {
        assertThatThrownBy(() -> client.contract().submitTransaction("query", "{}"))
                .isInstanceOfSatisfying(
                        EndorseException.class,
                        e -> assertThat(e.getDetails().get(0).getMessage())
                                .contains("rich queries need CouchDB and are not offered by the embedded ledger"));
    }

    @Test
    void anUnknownContractIsNamed() {
        assertThatThrownBy(() -> client.network().getContract("nothing").submitTransaction("put"))
                .isInstanceOfSatisfying(EndorseException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
                    assertThat(e).hasMessageContaining("there is no contract 'nothing' on the channel");
                });
    }

    @Test
    void aContractCallsAnotherInTheSameTransaction() throws Exception {
        client.network().getContract(Consortium.OTHER_CONTRACT).submitTransaction("call", "notes", "put", "a", "1");

        assertThat(evaluate("get", "a")).isEqualTo("1");
        assertThat(client.network().getContract(Consortium.OTHER_CONTRACT).evaluateTransaction("get", "a"))
                .isEmpty();
    }

    @Test
    void everyStepCanBeSignedOffline() throws Exception {
        Proposal unsigned =
                client.contract().newProposal("put").addArguments("a", "1").build();
        Proposal proposal = client.gateway().newSignedProposal(unsigned.getBytes(), client.sign(unsigned.getDigest()));
        Transaction endorsed = proposal.endorse();
        Transaction transaction =
                client.gateway().newSignedTransaction(endorsed.getBytes(), client.sign(endorsed.getDigest()));
        SubmittedTransaction submitted = transaction.submitAsync();
        var commit = client.gateway().newSignedCommit(submitted.getBytes(), client.sign(submitted.getDigest()));

        assertThat(commit.getStatus().isSuccessful()).isTrue();
        assertThat(evaluate("get", "a")).isEqualTo("1");
    }

    @Test
    void anEnvelopeSentTwiceCountsOnce() throws Exception {
        Transaction transaction = endorsed("increment", "n");
        transaction.submit();

        var again = transaction.submitAsync().getStatus();
        client.contract().submitTransaction("put", "later", "1");

        assertThat(again.isSuccessful()).isTrue();
        assertThat(again.getBlockNumber()).isEqualTo(1);
        assertThat(evaluate("get", "n")).isEqualTo("1");
        assertThat(codes(block(2))).containsExactly(TxValidationCode.DUPLICATE_TXID);
    }

    @Test
    void aProposalSentTwiceIsNotEndorsedAgain() throws Exception {
        Proposal proposal =
                client.contract().newProposal("put").addArguments("a", "1").build();
        proposal.endorse().submit();

        assertThatThrownBy(proposal::endorse)
                .isInstanceOfSatisfying(
                        EndorseException.class,
                        e -> assertThat(e.getDetails().get(0).getMessage()).contains("duplicate transaction found"));
    }

    @Test
    void theChainIsToldByQscc() throws Exception {
        Transaction transaction = endorsed("put", "a", "1");
        transaction.submit();

        BlockchainInfo info = BlockchainInfo.parseFrom(qscc("GetChainInfo"));
        Block last = block(1);
        ProcessedTransaction processed =
                ProcessedTransaction.parseFrom(qscc("GetTransactionByID", transaction.getTransactionId()));

        assertThat(info.getHeight()).isEqualTo(2);
        assertThat(info.getCurrentBlockHash().toByteArray())
                .isEqualTo(fixture.ledger().headHash().bytes());
        assertThat(info.getPreviousBlockHash()).isEqualTo(last.getHeader().getPreviousHash());
        assertThat(processed.getTransactionEnvelope().toByteString())
                .isEqualTo(last.getData().getData(0));
        assertThat(processed.getValidationCode()).isEqualTo(TxValidationCode.VALID_VALUE);
        assertThat(Block.parseFrom(qscc("GetBlockByTxID", transaction.getTransactionId())))
                .isEqualTo(last);
        assertThatThrownBy(() -> qscc("GetBlockByNumber", "9")).hasMessageContaining("no block 9, height is 2");
        assertThatThrownBy(() -> qscc("GetTransactionByID", "00")).hasMessageContaining("no such transaction ID");
        assertThatThrownBy(() -> client.network().getContract("qscc").submitTransaction("GetChainInfo", "credence"))
                .isInstanceOf(EndorseException.class);
    }

    @Test
    void manyClientsAtOnceGetAllTheirTransactionsIn() throws Exception {
        int clients = 6;
        int each = 20;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int c = 0; c < clients; c++) {
            Client own = fixture.client();
            String prefix = "c" + c + "-";
            tasks.add(() -> {
                for (int i = 0; i < each; i++) {
                    own.contract().submitTransaction("put", prefix + i, "x");
                }
                return null;
            });
        }
        try {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(evaluate("list", "c", "d").lines()).hasSize(clients * each);
        assertThat(fixture.ledger().height()).isBetween(2L, 121L);
    }

    private ByteString qscc(String function, String... args) throws GatewayException {
        List<String> all = new ArrayList<>(List.of(Consortium.CHANNEL));
        all.addAll(List.of(args));
        return ByteString.copyFrom(
                client.network().getContract("qscc").evaluateTransaction(function, all.toArray(String[]::new)));
    }

    private Block block(long number) throws Exception {
        return Block.parseFrom(qscc("GetBlockByNumber", Long.toString(number)));
    }

    private static List<TxValidationCode> codes(Block block) {
        List<TxValidationCode> codes = new ArrayList<>();
        for (byte code : block.getMetadata().getMetadata(2)) {
            codes.add(TxValidationCode.forNumber(code & 0xff));
        }
        return codes;
    }
}
