package org.credence.node.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.credence.protocol.Digest;

/**
 * Content as far as it has come, and the hash of that. Grows with what arrives, not with what was announced, and no longer than it
 * may. Survives a cut: the next answer goes on where the last one ended. Safe for use by several threads: bytes of an answer that was
 * given up are passed over.
 */
final class Download {
    private final long maxBytes;
    private final MessageDigest sha256 = sha256();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long answers;

    Download(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The number of the answer whose bytes are taken from now on. */
    synchronized long nextAnswer() {
        answers++;
        return answers;
    }

    /** Begins anew: this answer sends everything. */
    synchronized void restart(long answer) {
        if (answer == answers) {
            bytes.reset();
            sha256.reset();
        }
    }

    /** Takes bytes of an answer; false if they are too many, or the answer was given up. */
    synchronized boolean take(long answer, ByteBuffer piece) {
        if (answer != answers || piece.remaining() > maxBytes - bytes.size()) {
            return false;
        }
        var copy = new byte[piece.remaining()];
        piece.get(copy);
        bytes.write(copy, 0, copy.length);
        sha256.update(copy);
        return true;
    }

    /** Bytes that have come. */
    synchronized long length() {
        return bytes.size();
    }

    /** SHA-256 of all bytes; nothing is taken after that. */
    synchronized Digest end() {
        answers++;
        return Digest.of(sha256.digest());
    }

    /** All bytes. */
    synchronized byte[] content() {
        return bytes.toByteArray();
    }
}
