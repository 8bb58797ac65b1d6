package org.credence.ledger.fabric;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.credence.protocol.Digest;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;

/**
 * Fabric's hashes of a block. Header: SHA-256 of the DER of SEQUENCE {INTEGER number, OCTET STRING previous hash, OCTET STRING data
 * hash}. Data: SHA-256 of its envelopes, one after the other.
 */
final class BlockHash {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int LONGEST_SHORT_FORM = 0x7f;

    private BlockHash() {}

    static Digest ofHeader(BlockHeader header) {
        var content = new ByteArrayOutputStream();
        put(content, INTEGER, new BigInteger(Long.toUnsignedString(header.getNumber())).toByteArray());
        put(content, OCTET_STRING, header.getPreviousHash().toByteArray());
        put(content, OCTET_STRING, header.getDataHash().toByteArray());
        var sequence = new ByteArrayOutputStream();
        put(sequence, SEQUENCE, content.toByteArray());
        return Digest.sha256(sequence.toByteArray());
    }

    static Digest ofData(BlockData data) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (ByteString envelope : data.getDataList()) {
                envelope.asReadOnlyByteBufferList().forEach(sha256::update);
            }
            return Digest.of(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Hashes of Fabric are far shorter than 128 bytes, so lengths have DER's short form. */
    private static void put(ByteArrayOutputStream out, int tag, byte[] content) {
        if (content.length > LONGEST_SHORT_FORM) {
            throw new IllegalArgumentException("a field of a block header has " + content.length + " bytes");
        }
        out.write(tag);
        out.write(content.length);
        out.writeBytes(content);
    }
}
