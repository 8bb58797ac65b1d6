package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.credence.protocol.Digest;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** What to tell of a block that holds. */
final class BlockReport {
    private BlockReport() {}

    static VerifiedBlock of(ChainPosition.Step step) {
        CheckedBlocks.Candidate candidate = step.candidate();
        CheckedBlock.Judgement judgement = step.judgement();
        ByteString commitHash = step.commitHash();
        List<CheckedTransaction> checked = judgement.transactions();
        BlockHeader header = candidate.stored().block().getHeader();
        List<LedgerTransaction> transactions = new ArrayList<>(checked.size());
        for (int i = 0; i < checked.size(); i++) {
            transactions.add(
                    transaction(candidate, i, checked.get(i), judgement.codes().get(i)));
        }
        return new VerifiedBlock(
                header.getNumber(),
                Digest.of(BlockForm.headerHash(header).toByteArray()),
                commitHash.isEmpty() ? Optional.empty() : Optional.of(Digest.of(commitHash.toByteArray())),
                candidate.stored().end() - candidate.stored().offset(),
                transactions);
    }

    private static LedgerTransaction transaction(
            CheckedBlocks.Candidate candidate, int index, CheckedTransaction transaction, TxValidationCode code) {
        if (transaction.code() != TxValidationCode.VALID) {
            return new LedgerTransaction.Rejected(index, code, transaction.claimedOrganization(), transaction.reason());
        }
        return transaction
                .transaction()
                .<LedgerTransaction>map(call -> call(candidate.rules(), index, code, call))
                .orElseGet(() -> new LedgerTransaction.Configuration(
                        index,
                        code,
                        candidate.rulesAfter().sequence(),
                        candidate.rulesAfter().organizations()));
    }

    private static LedgerTransaction.ContractCall call(
            ChannelRules rules, int index, TxValidationCode code, EndorsedTransaction transaction) {
        var header = transaction.header();
        var result = transaction.result();
        List<ByteString> arguments = transaction.arguments();
        try {
            var sender = rules.membership().identify(header.creator());
            return new LedgerTransaction.ContractCall(
                    index,
                    code,
                    header.transactionId(),
                    sender.mspId(),
                    sender.certificate(),
                    header.timestamp(),
                    result.chaincode(),
                    arguments.isEmpty() ? "" : arguments.get(0).toStringUtf8(),
                    arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size()),
                    result.response().getStatus(),
                    result.response().getPayload(),
                    result.event().map(event -> new LedgerTransaction.Event(event.getEventName(), event.getPayload())),
                    result.readWriteSet());
        } catch (IdentityRefusedException e) {
            throw new IllegalStateException("a transaction found good has a known sender", e);
        }
    }
}
