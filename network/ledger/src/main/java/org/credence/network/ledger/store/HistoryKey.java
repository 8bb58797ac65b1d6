package org.credence.network.ledger.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.Version;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;

/** Keys of the history: the state key's length (4 bytes), its bytes, block and transaction (8 bytes each), big-endian. */
final class HistoryKey {
    private HistoryKey() {}

    static byte[] of(StateKey key, Version version) {
        byte[] bytes = key.bytes();
        return ByteBuffer.allocate(Integer.BYTES + bytes.length + 2 * Long.BYTES)
                .putInt(bytes.length)
                .put(bytes)
                .putLong(version.block())
                .putLong(version.transaction())
                .array();
    }

    /** The versions recorded for a key, newest first. */
    static List<Version> versions(MVMap<byte[], byte[]> history, RootReference<byte[], byte[]> root, StateKey key) {
        byte[] newest = of(key, new Version(Long.MAX_VALUE, Long.MAX_VALUE));
        byte[] oldest = of(key, new Version(0, 0));
        List<Version> versions = new ArrayList<>();
        Cursor<byte[], byte[]> cursor = history.cursor(root, newest, oldest, true);
        while (cursor.hasNext()) {
            byte[] entry = cursor.next();
            if (Arrays.compareUnsigned(entry, oldest) < 0) {
                break;
            }
            ByteBuffer tail = ByteBuffer.wrap(entry, entry.length - 2 * Long.BYTES, 2 * Long.BYTES);
            versions.add(new Version(tail.getLong(), tail.getLong()));
        }
        return versions;
    }
}
