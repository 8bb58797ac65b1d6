package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The hashes of the wire protocol, as Fabric computes them. */
public final class Hashes {
    private Hashes() {}

    /** SHA-256 over the parts, one after the other. */
    public static ByteString sha256(ByteString... parts) {
        return sha256(List.of(parts));
    }

    /** SHA-256 over the parts, one after the other. */
    public static ByteString sha256(List<ByteString> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ByteString part : parts) {
                for (ByteBuffer buffer : part.asReadOnlyByteBufferList()) {
                    digest.update(buffer);
                }
            }
            return ByteString.copyFrom(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A transaction's id: the hexadecimal SHA-256 of nonce and creator. */
    public static String transactionId(ByteString nonce, ByteString creator) {
        return HexFormat.of().formatHex(sha256(nonce, creator).toByteArray());
    }
}
