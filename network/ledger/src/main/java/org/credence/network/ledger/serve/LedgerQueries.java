package org.credence.network.ledger.serve;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.List;
import org.credence.network.ledger.endorse.CallFailedException;
import org.credence.network.ledger.message.ChaincodeProposal;
import org.credence.network.ledger.store.Head;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.network.ledger.store.TransactionPlace;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;

/** Fabric's query contract {@code qscc}: the chain's own facts. Each function takes the channel first. Only to be evaluated. */
final class LedgerQueries {
    /** The contract's name. */
    static final String NAME = "qscc";

    private static final int INTERNAL_SERVER_ERROR = 500;

    private final LedgerStore store;

    LedgerQueries(LedgerStore store) {
        this.store = store;
    }

    /**
     * The answer, serialized: {@code BlockchainInfo}, {@code Block} or {@code ProcessedTransaction}.
     *
     * @throws CallFailedException when the function or what it asks for does not exist
     */
    ByteString answer(ChaincodeProposal proposal) throws CallFailedException {
        List<ByteString> args = proposal.arguments();
        String function = text(args, 0);
        if (!text(args, 1).equals(proposal.header().channel())) {
            throw failed("the first argument must be the channel, was '" + text(args, 1) + "'");
        }
        try {
            Message answer = switch (function) {
                case "GetChainInfo" -> chainInfo();
                case "GetBlockByNumber" -> block(number(text(args, 2)));
                case "GetBlockByTxID" -> block(place(text(args, 2)).block());
                case "GetTransactionByID" -> transaction(text(args, 2));
                default -> throw failed("Requested function " + function + " not found.");
            };
            return answer.toByteString();
        } catch (IOException e) {
            throw failed("the blocks cannot be read: " + e.getMessage());
        }
    }

    private BlockchainInfo chainInfo() throws IOException {
        Head head = store.head();
        return BlockchainInfo.newBuilder()
                .setHeight(head.height())
                .setCurrentBlockHash(head.hash())
                .setPreviousBlockHash(store.block(head.height() - 1).getHeader().getPreviousHash())
                .build();
    }

    private Block block(long number) throws IOException, CallFailedException {
        if (number < 0 || number >= store.head().height()) {
            throw failed("no block " + number + ", height is " + store.head().height());
        }
        return store.block(number);
    }

    private ProcessedTransaction transaction(String id) throws IOException, CallFailedException {
        TransactionPlace place = place(id);
        ByteString envelope = store.block(place.block()).getData().getData(place.index());
        return ProcessedTransaction.newBuilder()
                .setTransactionEnvelope(Envelope.parseFrom(envelope))
                .setValidationCode(place.codeNumber())
                .build();
    }

    private TransactionPlace place(String id) throws CallFailedException {
        return store.transaction(id).orElseThrow(() -> failed("no such transaction ID [" + id + "] in index"));
    }

    private static long number(String text) throws CallFailedException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw failed("a block number must be decimal, was '" + text + "'");
        }
    }

    private static String text(List<ByteString> args, int index) throws CallFailedException {
        if (index >= args.size()) {
            throw failed("argument " + index + " is missing");
        }
        return args.get(index).toStringUtf8();
    }

    private static CallFailedException failed(String reason) {
        return CallFailedException.answered(INTERNAL_SERVER_ERROR, reason);
    }
}
