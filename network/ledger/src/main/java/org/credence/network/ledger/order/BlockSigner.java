package org.credence.network.ledger.order;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.List;
import org.credence.network.ledger.config.ConfigTransaction;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.msp.SigningIdentity;
import org.credence.network.ledger.store.Head;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/** Makes the next block of a chain, signed by the host's orderer. */
final class BlockSigner {
    private final SigningIdentity orderer;
    private final SecureRandom random = new SecureRandom();

    BlockSigner(SigningIdentity orderer) {
        this.orderer = orderer;
    }

    /**
     * The block after {@code head}.
     *
     * @param filter one validation code a transaction
     * @param commitHash after this block; empty in block 0
     * @param lastConfig number of the block with the last configuration, which may be this one
     */
    Block block(Head head, List<ByteString> transactions, ByteString filter, ByteString commitHash, long lastConfig) {
        BlockHeader header = BlockHeader.newBuilder()
                .setNumber(head.height())
                .setPreviousHash(head.hash())
                .setDataHash(BlockForm.dataHash(transactions))
                .build();
        BlockMetadata metadata = BlockMetadata.newBuilder()
                .addMetadata(signature(header, lastConfig))
                .addMetadata(BlockForm.lastConfigSlot(lastConfig))
                .addMetadata(filter)
                .addMetadata(ByteString.EMPTY)
                .addMetadata(BlockForm.commitHashSlot(commitHash))
                .build();
        return Block.newBuilder()
                .setHeader(header)
                .setData(BlockData.newBuilder().addAllData(transactions))
                .setMetadata(metadata)
                .build();
    }

    private ByteString signature(BlockHeader header, long lastConfig) {
        byte[] nonce = new byte[ConfigTransaction.NONCE_BYTES];
        random.nextBytes(nonce);
        ByteString signatureHeader = SignatureHeader.newBuilder()
                .setCreator(orderer.creator())
                .setNonce(ByteString.copyFrom(nonce))
                .build()
                .toByteString();
        ByteString value = BlockForm.signedValue(lastConfig);
        return Metadata.newBuilder()
                .setValue(value)
                .addSignatures(MetadataSignature.newBuilder()
                        .setSignatureHeader(signatureHeader)
                        .setSignature(orderer.sign(value, signatureHeader, BlockForm.headerBytes(header))))
                .build()
                .toByteString();
    }
}
