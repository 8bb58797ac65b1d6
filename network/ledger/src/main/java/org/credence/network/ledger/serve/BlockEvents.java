package org.credence.network.ledger.serve;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.MessageHeader;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.store.TransactionPlace;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.FilteredChaincodeAction;
import org.hyperledger.fabric.protos.peer.FilteredTransaction;
import org.hyperledger.fabric.protos.peer.FilteredTransactionActions;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** What a block tells those who do not want all of it. */
final class BlockEvents {
    private BlockEvents() {}

    /** The events of one contract's valid transactions, in order, behind the transaction {@code after}. */
    static List<ChaincodeEvent> of(Block block, String chaincode, Optional<TransactionPlace> after) {
        long number = block.getHeader().getNumber();
        List<ChaincodeEvent> events = new ArrayList<>();
        for (int i = 0; i < block.getData().getDataCount(); i++) {
            int index = i;
            boolean passed = after.filter(
                            place -> number < place.block() || (number == place.block() && index <= place.index()))
                    .isPresent();
            if (!passed && code(block, i) == TxValidationCode.VALID) {
                event(block.getData().getData(i))
                        .filter(event -> event.getChaincodeId().equals(chaincode))
                        .ifPresent(events::add);
            }
        }
        return events;
    }

    /** The block without arguments, reads, writes and event payloads. */
    static FilteredBlock filtered(Block block, String channel) {
        FilteredBlock.Builder filtered = FilteredBlock.newBuilder()
                .setChannelId(channel)
                .setNumber(block.getHeader().getNumber());
        for (int i = 0; i < block.getData().getDataCount(); i++) {
            filtered.addFilteredTransactions(filtered(block.getData().getData(i), code(block, i)));
        }
        return filtered.build();
    }

    private static FilteredTransaction filtered(ByteString envelope, TxValidationCode code) {
        FilteredTransaction.Builder filtered = FilteredTransaction.newBuilder().setTxValidationCode(code);
        try {
            MessageHeader header = SignedEnvelope.parse(envelope).header();
            filtered.setTxid(header.transactionId());
            Optional.ofNullable(HeaderType.forNumber(header.type())).ifPresent(filtered::setType);
        } catch (InvalidTransactionException e) {
            return filtered.build();
        }
        FilteredTransactionActions.Builder actions = FilteredTransactionActions.newBuilder();
        event(envelope)
                .ifPresent(event -> actions.addChaincodeActions(FilteredChaincodeAction.newBuilder()
                        .setChaincodeEvent(event.toBuilder().clearPayload())));
        return filtered.setTransactionActions(actions).build();
    }

    private static Optional<ChaincodeEvent> event(ByteString envelope) {
        try {
            SignedEnvelope opened = SignedEnvelope.parse(envelope);
            return opened.header().isEndorserTransaction()
                    ? EndorsedTransaction.parse(opened).result().event()
                    : Optional.empty();
        } catch (InvalidTransactionException e) {
            return Optional.empty();
        }
    }

    private static TxValidationCode code(Block block, int index) {
        ByteString filter = block.getMetadata().getMetadata(BlockForm.TRANSACTIONS_FILTER);
        return Optional.ofNullable(TxValidationCode.forNumber(filter.byteAt(index) & 0xff))
                .orElse(TxValidationCode.INVALID_OTHER_REASON);
    }
}
