package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.credence.network.ledger.config.fabric.FabricConfig;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;

/**
 * The consenters' signatures on a block. Each names its consenter by number in an identifier header and is over the slot's
 * value, that header, and the block's header, one after the other. Every signature that is there must hold, also those beyond
 * a quorum: otherwise their bytes would be bound by nothing.
 */
final class QuorumCheck {
    private final Block block;
    private final FabricConfig config;
    private final SignatureVerifier signatures;
    private final BlockFaults faults;

    QuorumCheck(Block block, FabricConfig config, SignatureVerifier signatures) {
        this.block = block;
        this.config = config;
        this.signatures = signatures;
        this.faults = BlockFaults.of(block);
    }

    /**
     * What the consenters signed with the header; in block 0, which nobody signs, what stands in its place.
     *
     * @throws BlockFaultException when the block is not signed by a quorum
     */
    ByteString signedValue() {
        if (block.getMetadata().getMetadataCount() != BlockForm.SLOTS) {
            throw faults.of("there are " + block.getMetadata().getMetadataCount() + " metadata slots, must be "
                    + BlockForm.SLOTS);
        }
        ByteString slot = block.getMetadata().getMetadata(BlockForm.SIGNATURES);
        Metadata metadata = metadata(slot);
        requireOneEncoding(slot, metadata);
        if (block.getHeader().getNumber() == 0) {
            if (!slot.equals(Metadata.newBuilder()
                    .setValue(BlockForm.signedValue(0))
                    .build()
                    .toByteString())) {
                throw faults.of("the first block's signature slot must name block 0 and have no signature");
            }
        } else {
            requireQuorum(metadata);
        }
        return metadata.getValue();
    }

    private Metadata metadata(ByteString slot) {
        try {
            return Metadata.parseFrom(slot);
        } catch (InvalidProtocolBufferException e) {
            throw faults.of("the signatures' metadata cannot be read");
        }
    }

    private void requireOneEncoding(ByteString slot, Metadata metadata) {
        Metadata.Builder expected = Metadata.newBuilder().setValue(metadata.getValue());
        for (MetadataSignature signature : metadata.getSignaturesList()) {
            expected.addSignatures(MetadataSignature.newBuilder()
                    .setSignature(signature.getSignature())
                    .setIdentifierHeader(signature.getIdentifierHeader()));
        }
        if (!slot.equals(expected.build().toByteString())) {
            throw faults.of("the signatures' metadata is not in its one encoding, or names signers otherwise than by"
                    + " consenter number");
        }
    }

    private void requireQuorum(Metadata metadata) {
        Set<Integer> ids = new HashSet<>();
        List<KnownIdentity> signers = new ArrayList<>();
        for (MetadataSignature signature : metadata.getSignaturesList()) {
            int id = identifier(signature);
            if (!ids.add(id)) {
                throw faults.of("consenter " + Integer.toUnsignedString(id) + " signed twice");
            }
            KnownIdentity signer = signer(id, metadata.getValue(), signature);
            if (signers.stream().noneMatch(signer::isSameAs)) {
                signers.add(signer);
            }
        }
        if (signers.size() < config.consenters().quorum()) {
            throw faults.of("the block is signed by " + signers.size() + " consenters, a quorum is "
                    + config.consenters().quorum());
        }
    }

    private int identifier(MetadataSignature signature) {
        try {
            return IdentifierHeader.parseFrom(signature.getIdentifierHeader()).getIdentifier();
        } catch (InvalidProtocolBufferException e) {
            throw faults.of("the header of a signature cannot be read");
        }
    }

    private KnownIdentity signer(int id, ByteString value, MetadataSignature signature) {
        String name = "consenter " + Integer.toUnsignedString(id);
        ByteString identity = config.consenters()
                .identity(id)
                .orElseThrow(
                        () -> faults.of("the block is signed by " + name + ", whom the configuration does not have"));
        try {
            KnownIdentity signer = config.membership().identify(identity);
            boolean holds = signatures.verifies(
                    signer,
                    signature.getSignature(),
                    value,
                    signature.getIdentifierHeader(),
                    BlockForm.headerBytes(block.getHeader()));
            if (!holds) {
                throw faults.of(Optional.of(signer.mspId()), "the signature of " + name + " does not hold");
            }
            return signer;
        } catch (IdentityRefusedException e) {
            throw faults.of(Optional.of(e.mspId()), name + ": " + e.reason());
        }
    }

    /** Whether a signed value names this block as the one of the last configuration. */
    static boolean namesConfig(ByteString signedValue, long lastConfig) {
        try {
            OrdererBlockMetadata value = OrdererBlockMetadata.parseFrom(signedValue);
            return value.hasLastConfig() && value.getLastConfig().getIndex() == lastConfig;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }
}
