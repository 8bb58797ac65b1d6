package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.config.fabric.FabricConfig;
import org.credence.network.ledger.config.fabric.SignatureSet;
import org.credence.network.ledger.message.Hashes;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.validate.BlockValidator;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.credence.network.ledger.validate.FabricBlockValidator;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Checks one block of a Fabric channel: a quorum of consenters, and everybody's endorsements. */
final class FabricCheck {
    private final Block block;
    private final FabricConfig config;
    private final SignatureVerifier signatures;
    private final BlockFaults faults;
    private final FabricTransactionCheck check;

    FabricCheck(Block block, FabricConfig config, SignatureVerifier signatures) {
        this.block = block;
        this.config = config;
        this.signatures = signatures;
        this.faults = BlockFaults.of(block);
        this.check = new FabricTransactionCheck(config, signatures);
    }

    /** @throws BlockFaultException when the block does not hold */
    CheckedBlock run() {
        List<ByteString> data = block.getData().getDataList();
        DataHash.require(block, bytes -> check.check(bytes).checked());
        ByteString signedValue = new QuorumCheck(block, config, signatures).signedValue();
        if (data.stream().anyMatch(FabricConfig::isConfig)) {
            return new Configuration(checkConfig(data.get(0)), signedValue);
        }
        return new Transactions(block, config, data.stream().map(check::check).toList(), signedValue);
    }

    private CheckedTransaction checkConfig(ByteString bytes) {
        if (block.getHeader().getNumber() == 0) {
            if (config.sequence() != 0) {
                throw faults.of("the first configuration must have sequence 0, has " + config.sequence());
            }
            return configuration(bytes, Optional.empty());
        }
        Optional<SignedEnvelope> envelope = Optional.empty();
        try {
            envelope = Optional.of(SignedEnvelope.parse(bytes));
            requireSender(envelope.get());
            config.requireFollowedBy(bytes, signatures);
            return configuration(bytes, envelope);
        } catch (InvalidTransactionException | InvalidConfigException e) {
            throw faults.of(0, configuration(bytes, envelope), String.valueOf(e.getMessage()));
        }
    }

    /* The orderer that worked out the configuration signs the envelope around it. */
    private void requireSender(SignedEnvelope envelope) throws InvalidConfigException {
        List<KnownIdentity> sender = new SignatureSet(config.membership(), signatures)
                .signers(List.of(new SignatureSet.Signed(
                        envelope.header().creator(), envelope.payload(), envelope.signature())));
        if (!config.writers().isMetBy(sender)) {
            throw new InvalidConfigException("the configuration is not signed by somebody who may write");
        }
    }

    private static CheckedTransaction configuration(ByteString bytes, Optional<SignedEnvelope> envelope) {
        return new CheckedTransaction(bytes, envelope, false, Optional.empty(), TxValidationCode.VALID, "");
    }

    /* As a peer's index has it: the id that the header claims, good or not, or the one that it ought to have. */
    private static Set<String> ids(List<CheckedTransaction> transactions) {
        Set<String> ids = new HashSet<>();
        for (CheckedTransaction transaction : transactions) {
            transaction
                    .envelope()
                    .map(SignedEnvelope::header)
                    .ifPresent(header -> ids.add(
                            header.transactionId().isEmpty()
                                    ? Hashes.transactionId(header.nonce(), header.creator())
                                    : header.transactionId()));
        }
        return ids;
    }

    /**
     * A block with a configuration, which is good.
     *
     * @param signedValue what the consenters signed with the header
     */
    private record Configuration(CheckedTransaction transaction, ByteString signedValue) implements CheckedBlock {
        @Override
        public Judgement judge(ReplayedState before) {
            // Peers keep the configuration in their state, too, but leave it out of the commit hash.
            return new Judgement(
                    List.of(transaction),
                    List.of(TxValidationCode.VALID),
                    new StateUpdates(),
                    ids(List.of(transaction)));
        }

        @Override
        public boolean namesConfig(long lastConfig) {
            return QuorumCheck.namesConfig(signedValue, lastConfig);
        }
    }

    /**
     * A block with transactions that are good so far, or not.
     *
     * @param signedValue what the consenters signed with the header
     */
    private record Transactions(
            Block block, FabricConfig config, List<FabricTransaction> transactions, ByteString signedValue)
            implements CheckedBlock {
        @Override
        public Judgement judge(ReplayedState before) {
            BlockFaults faults = BlockFaults.of(block);
            List<CheckedTransaction> checked =
                    new EndorsementCheck(config, before.definitions(), faults).check(transactions);
            BlockValidator.Result result = new FabricBlockValidator(before::contains, before)
                    .validate(block.getHeader().getNumber(), checked);
            for (int i = 0; i < checked.size(); i++) {
                Optional<String> objection = transactions.get(i).objection();
                if (result.codes().get(i) == TxValidationCode.VALID && objection.isPresent()) {
                    throw faults.of(i, checked.get(i), objection.get());
                }
            }
            return new Judgement(checked, result.codes(), result.updates(), ids(checked));
        }

        @Override
        public boolean namesConfig(long lastConfig) {
            return QuorumCheck.namesConfig(signedValue, lastConfig);
        }
    }
}
