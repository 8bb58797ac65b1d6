package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The parts of a Fabric block that are computed rather than sent.
 *
 * <p>Metadata has five slots: 0 the orderer's signature, 1 the last configuration's block, 2 one validation code a
 * transaction, 3 empty, 4 the commit hash. The signature covers slot 0's value, its signature header and the block header;
 * the header's data hash covers the transactions; what slots 1, 2 and 4 must hold follows from the chain.
 */
public final class BlockForm {
    /** The slot of the orderer's signature. */
    public static final int SIGNATURES = 0;
    /** The slot that names the block of the last configuration. */
    public static final int LAST_CONFIG = 1;
    /** The slot of the validation codes, one byte each. */
    public static final int TRANSACTIONS_FILTER = 2;
    /** A slot that Fabric no longer uses; empty. */
    public static final int UNUSED = 3;
    /** The slot of the commit hash. */
    public static final int COMMIT_HASH = 4;
    /** Number of metadata slots. */
    public static final int SLOTS = 5;

    private BlockForm() {}

    /** The header as its signature and its hash see it: DER of number, previous hash, data hash. */
    public static ByteString headerBytes(BlockHeader header) {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(new ASN1Integer(header.getNumber()));
        parts.add(new DEROctetString(header.getPreviousHash().toByteArray()));
        parts.add(new DEROctetString(header.getDataHash().toByteArray()));
        try {
            return ByteString.copyFrom(new DERSequence(parts).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a header always has a DER form", e);
        }
    }

    /** The hash that the next block names. */
    public static ByteString headerHash(BlockHeader header) {
        return Hashes.sha256(headerBytes(header));
    }

    /** The hash of a block's transactions. */
    public static ByteString dataHash(List<ByteString> transactions) {
        return Hashes.sha256(transactions);
    }

    /** The value of slot 0, which the orderer signs. */
    public static ByteString signedValue(long lastConfig) {
        return OrdererBlockMetadata.newBuilder()
                .setLastConfig(LastConfig.newBuilder().setIndex(lastConfig))
                .build()
                .toByteString();
    }

    /** Slot 1. */
    public static ByteString lastConfigSlot(long lastConfig) {
        return Metadata.newBuilder()
                .setValue(LastConfig.newBuilder().setIndex(lastConfig).build().toByteString())
                .build()
                .toByteString();
    }

    /** Slot 2. */
    public static ByteString filterSlot(List<TxValidationCode> codes) {
        byte[] filter = new byte[codes.size()];
        for (int i = 0; i < filter.length; i++) {
            filter[i] = (byte) codes.get(i).getNumber();
        }
        return ByteString.copyFrom(filter);
    }

    /** Slot 4; empty in block 0, which has no commit hash. */
    public static ByteString commitHashSlot(ByteString commitHash) {
        return commitHash.isEmpty()
                ? ByteString.EMPTY
                : Metadata.newBuilder().setValue(commitHash).build().toByteString();
    }
}
