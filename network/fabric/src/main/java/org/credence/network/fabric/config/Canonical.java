package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** One encoding for each message, with map entries by key: the same change gives the same file on every machine. */
final class Canonical {
    private Canonical() {}

    static ByteString bytes(Message message) {
        var bytes = new ByteArrayOutputStream(message.getSerializedSize());
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            message.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }
}
