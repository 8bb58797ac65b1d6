package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.credence.network.identity.NodeOu;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.config.ConfigTransaction;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.credence.network.ledger.validate.TransactionCheck;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The part of a block's verification that needs no other block than the one with its configuration: hash of the
 * transactions, orderer's signature, each transaction by itself. Signatures are most of the work, and blocks can be checked
 * side by side.
 */
final class BlockCheck {
    private final Block block;
    private final ChannelConfig config;
    private final SignatureVerifier signatures;

    /** @param config in force when the block was made; for block 0, its own */
    BlockCheck(Block block, ChannelConfig config, SignatureVerifier signatures) {
        this.block = block;
        this.config = config;
        this.signatures = signatures;
    }

    /**
     * The block's transactions, judged one by one; a config transaction counts as valid when its signature is.
     *
     * @throws BlockFaultException when the block does not hold
     */
    List<CheckedTransaction> run() {
        List<ByteString> data = block.getData().getDataList();
        requireDataHash(data);
        requireOrderer();
        return isConfig(block)
                ? List.of(checkConfig(data.get(0)))
                : data.stream()
                        .map(new TransactionCheck(config, signatures)::check)
                        .toList();
    }

    /** Whether the block carries a configuration that its ledger put in force. */
    static boolean isConfig(Block block) {
        ByteString valid = BlockForm.filterSlot(List.of(TxValidationCode.VALID));
        try {
            return block.getData().getDataCount() == 1
                    && block.getMetadata().getMetadataCount() == BlockForm.SLOTS
                    && block.getMetadata()
                            .getMetadata(BlockForm.TRANSACTIONS_FILTER)
                            .equals(valid)
                    && ConfigTransaction.isConfig(
                            SignedEnvelope.parse(block.getData().getData(0)));
        } catch (InvalidTransactionException e) {
            return false;
        }
    }

    private CheckedTransaction checkConfig(ByteString bytes) {
        try {
            SignedEnvelope envelope = SignedEnvelope.parse(bytes);
            ConfigTransaction.verify(envelope, config, signatures);
            return new CheckedTransaction(
                    bytes, Optional.of(envelope), false, Optional.empty(), TxValidationCode.VALID, "");
        } catch (InvalidTransactionException | InvalidConfigException e) {
            throw fault(OptionalInt.of(0), Optional.of(config.host()), String.valueOf(e.getMessage()));
        }
    }

    /* When a transaction was changed, the first one that is not good in itself is the one to name. */
    private void requireDataHash(List<ByteString> data) {
        if (BlockForm.dataHash(data).equals(block.getHeader().getDataHash())) {
            return;
        }
        TransactionCheck check = new TransactionCheck(config, signatures);
        for (int i = 0; i < data.size(); i++) {
            CheckedTransaction transaction = check.check(data.get(i));
            if (transaction.code() != TxValidationCode.VALID) {
                throw fault(
                        OptionalInt.of(i),
                        transaction.claimedOrganization(),
                        "the transaction was changed: " + transaction.reason());
            }
        }
        throw fault("the transactions do not have the hash that the header records");
    }

    private void requireOrderer() {
        if (block.getMetadata().getMetadataCount() != BlockForm.SLOTS) {
            throw fault("there are " + block.getMetadata().getMetadataCount() + " metadata slots, must be "
                    + BlockForm.SLOTS);
        }
        ByteString slot = block.getMetadata().getMetadata(BlockForm.SIGNATURES);
        try {
            Metadata metadata = Metadata.parseFrom(slot);
            if (metadata.getSignaturesCount() != 1) {
                throw fault("there are " + metadata.getSignaturesCount() + " signatures, must be one");
            }
            MetadataSignature signature = metadata.getSignatures(0);
            requireOneEncoding(slot, metadata.getValue(), signature);
            requireSignature(metadata.getValue(), signature, SignatureHeader.parseFrom(signature.getSignatureHeader()));
        } catch (InvalidProtocolBufferException e) {
            throw fault("the signature's metadata cannot be read");
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
            throw fault("the signature's metadata is not in its one encoding");
        }
    }

    private void requireSignature(ByteString value, MetadataSignature signature, SignatureHeader header) {
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
                throw fault(
                        OptionalInt.empty(),
                        Optional.of(config.host()),
                        "the block is not signed by an orderer of " + config.host());
            }
        } catch (IdentityRefusedException e) {
            throw fault(OptionalInt.empty(), Optional.of(config.host()), e.reason());
        }
    }

    private BlockFaultException fault(String reason) {
        return fault(OptionalInt.empty(), Optional.empty(), reason);
    }

    private BlockFaultException fault(OptionalInt transaction, Optional<String> member, String reason) {
        return new BlockFaultException(new BlockFault(block.getHeader().getNumber(), transaction, member, reason));
    }
}
