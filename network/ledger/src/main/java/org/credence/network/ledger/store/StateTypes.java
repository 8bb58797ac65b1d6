package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.Version;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How the store writes its keys and values. */
final class StateTypes {
    private static final int OBJECT_BYTES = 40;

    private StateTypes() {}

    static final class KeyType extends BasicDataType<StateKey> {
        @Override
        public int getMemory(StateKey key) {
            return OBJECT_BYTES + key.size();
        }

        @Override
        public void write(WriteBuffer out, StateKey key) {
            byte[] bytes = key.bytes();
            out.putVarInt(bytes.length).put(bytes);
        }

        @Override
        public StateKey read(ByteBuffer in) {
            return StateKey.ofBytes(readBytes(in));
        }

        @Override
        public int compare(StateKey a, StateKey b) {
            return a.compareTo(b);
        }

        @Override
        public StateKey[] createStorage(int size) {
            return new StateKey[size];
        }
    }

    static final class ValueType extends BasicDataType<StateValue> {
        @Override
        public int getMemory(StateValue value) {
            return 2 * OBJECT_BYTES + value.value().size();
        }

        @Override
        public void write(WriteBuffer out, StateValue value) {
            ByteString bytes = value.value();
            out.putVarLong(value.version().block())
                    .putVarLong(value.version().transaction())
                    .putVarInt(bytes.size())
                    .put(bytes.asReadOnlyByteBuffer());
        }

        @Override
        public StateValue read(ByteBuffer in) {
            Version version = new Version(DataUtils.readVarLong(in), DataUtils.readVarLong(in));
            return new StateValue(version, UnsafeByteOperations.unsafeWrap(readBytes(in)));
        }

        @Override
        public StateValue[] createStorage(int size) {
            return new StateValue[size];
        }
    }

    static final class PlaceType extends BasicDataType<TransactionPlace> {
        @Override
        public int getMemory(TransactionPlace place) {
            return OBJECT_BYTES;
        }

        @Override
        public void write(WriteBuffer out, TransactionPlace place) {
            out.putVarLong(place.block()).putVarInt(place.index()).putVarInt(place.codeNumber());
        }

        @Override
        public TransactionPlace read(ByteBuffer in) {
            return new TransactionPlace(DataUtils.readVarLong(in), DataUtils.readVarInt(in), DataUtils.readVarInt(in));
        }

        @Override
        public TransactionPlace[] createStorage(int size) {
            return new TransactionPlace[size];
        }
    }

    private static byte[] readBytes(ByteBuffer in) {
        byte[] bytes = new byte[DataUtils.readVarInt(in)];
        in.get(bytes);
        return bytes;
    }
}
