package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.credence.network.identity.NodeOu;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.config.ConfigTransaction;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.validate.BlockValidator;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.credence.network.ledger.validate.TransactionCheck;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Checks one block of the embedded ledger: one signature, by the host's orderer, and the host's endorsements. */
final class EmbeddedCheck {
    private final Block block;
    private final EmbeddedRules rules;
    private final ChannelConfig config;
    private final SignatureVerifier signatures;
    private final BlockFaults faults;

    EmbeddedCheck(Block block, EmbeddedRules rules, SignatureVerifier signatures) {
        this.block = block;
        this.rules = rules;
        this.config = rules.config();
        this.signatures = signatures;
        this.faults = BlockFaults.of(block);
    }

    /** @throws BlockFaultException when the block does not hold */
    CheckedBlock run() {
        List<ByteString> data = block.getData().getDataList();
        TransactionCheck check = new TransactionCheck(config, signatures);
        DataHash.require(block, check::check);
        ByteString signedValue = requireOrderer();
        return rules.isConfig(block)
                ? new Checked(block, List.of(checkConfig(data.get(0))), true, signedValue)
                : new Checked(block, data.stream().map(check::check).toList(), false, signedValue);
    }

    private CheckedTransaction checkConfig(ByteString bytes) {
        try {
            SignedEnvelope envelope = SignedEnvelope.parse(bytes);
            ConfigTransaction.verify(envelope, config, signatures);
            requireSuccession(ConfigTransaction.read(bytes));
            return new CheckedTransaction(
                    bytes, Optional.of(envelope), false, Optional.empty(), TxValidationCode.VALID, "");
        } catch (InvalidTransactionException | InvalidConfigException e) {
            throw faults.of(0, Optional.of(config.host()), String.valueOf(e.getMessage()));
        }
    }

    private void requireSuccession(ChannelConfig after) {
        long number = block.getHeader().getNumber();
        boolean follows = number == 0
                || (after.sequence() == config.sequence() + 1
                        && after.host().equals(config.host())
                        && after.endorsement().equals(config.endorsement()));
        if (!follows) {
            throw faults.of("the configuration must have sequence " + (config.sequence() + 1)
                    + " and leave host and endorsement policy as they are");
        }
    }

    private ByteString requireOrderer() {
        if (block.getMetadata().getMetadataCount() != BlockForm.SLOTS) {
            throw faults.of("there are " + block.getMetadata().getMetadataCount() + " metadata slots, must be "
                    + BlockForm.SLOTS);
        }
        ByteString slot = block.getMetadata().getMetadata(BlockForm.SIGNATURES);
        try {
            Metadata metadata = Metadata.parseFrom(slot);
            if (metadata.getSignaturesCount() != 1) {
                throw faults.of("there are " + metadata.getSignaturesCount() + " signatures, must be one");
            }
            MetadataSignature signature = metadata.getSignatures(0);
            requireOneEncoding(slot, metadata.getValue(), signature);
            requireSignature(metadata.getValue(), signature, SignatureHeader.parseFrom(signature.getSignatureHeader()));
            return metadata.getValue();
        } catch (InvalidProtocolBufferException e) {
            throw faults.of("the signature's metadata cannot be read");
        }
    }

    private void requireOneEncoding(ByteString slot, ByteString value, MetadataSignature signature) {
        ByteString expected = Metadata.newBuilder()
                .setValue(value)
                .addSignatures(MetadataSignature.newBuilder()
                        .setSignatureHeader(signature.getSignatureHeader())
                        .setSignature(signature.getSignature()))
                .build()
                .toByteString();
        if (!slot.equals(expected)) {
            throw faults.of("the signature's metadata is not in its one encoding");
        }
    }

    private void requireSignature(ByteString value, MetadataSignature signature, SignatureHeader header) {
        Optional<String> host = Optional.of(config.host());
        try {
            KnownIdentity orderer = config.membership().identify(header.getCreator());
            boolean holds = orderer.role() == NodeOu.ORDERER
                    && orderer.mspId().equals(config.host())
                    && signatures.verifies(
                            orderer,
                            signature.getSignature(),
                            value,
                            signature.getSignatureHeader(),
                            BlockForm.headerBytes(block.getHeader()));
            if (!holds) {
                throw faults.of(host, "the block is not signed by an orderer of " + config.host());
            }
        } catch (IdentityRefusedException e) {
            throw faults.of(host, e.reason());
        }
    }

    /**
     * A block that is good so far.
     *
     * @param isConfig whether its one transaction is a configuration
     * @param signedValue what the orderer signed with the header
     */
    private record Checked(Block block, List<CheckedTransaction> transactions, boolean isConfig, ByteString signedValue)
            implements CheckedBlock {
        @Override
        public Judgement judge(ReplayedState before) {
            BlockValidator.Result result = isConfig
                    ? new BlockValidator.Result(List.of(TxValidationCode.VALID), new StateUpdates())
                    : new BlockValidator(before::contains, before)
                            .validate(block.getHeader().getNumber(), transactions);
            Set<String> ids = new HashSet<>();
            transactions.forEach(transaction -> transaction.provenId().ifPresent(ids::add));
            return new Judgement(transactions, result.codes(), result.updates(), ids);
        }

        @Override
        public boolean namesConfig(long lastConfig) {
            return signedValue.equals(BlockForm.signedValue(lastConfig));
        }
    }
}
