package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import org.credence.network.ledger.message.Version;

/** A value of the state and which transaction wrote it. */
public record StateValue(Version version, ByteString value) {

    /** All of it, for the tally. */
    byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES + value.size())
                .putLong(version.block())
                .putLong(version.transaction())
                .put(value.asReadOnlyByteBuffer())
                .array();
    }
}
