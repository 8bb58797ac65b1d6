package org.credence.network.ledger.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PrivateDataTest {
    private static PrivateSet set(String contract, String collection, String key, Optional<String> value) {
        NavigableMap<StateKey, Optional<ByteString>> writes = new TreeMap<>();
        writes.put(StateKey.of(contract, key), value.map(ByteString::copyFromUtf8));
        return PrivateSet.of(contract, collection, writes);
    }

    @Test
    void whatIsEncodedIsDecoded() {
        PrivateData data = new PrivateData(new TreeMap<>(Map.of(
                0L, List.of(set("a", "c", "k", Optional.of("1")), set("a", "d", "k", Optional.empty())),
                7L, List.of(set("b", "c", "k", Optional.of("2"))))));

        assertThat(PrivateData.decode(data.encode().toByteString())).isEqualTo(data);
        assertThat(PrivateData.decode(ByteString.EMPTY)).isEqualTo(PrivateData.NONE);
    }

    @Test
    void aSetTellsItsWrites() {
        assertThat(set("a", "c", "k", Optional.of("1")).writes())
                .containsExactly(new ReadWriteSet.Write("k", Optional.of(ByteString.copyFromUtf8("1"))));
        assertThat(set("a", "c", "k", Optional.empty()).writes())
                .containsExactly(new ReadWriteSet.Write("k", Optional.empty()));
    }

    @Test
    void onlyWhatIsWantedIsLeft() {
        PrivateSet wanted = set("a", "c", "k", Optional.of("1"));
        PrivateData data = new PrivateData(new TreeMap<>(Map.of(
                0L, List.of(wanted, set("a", "d", "k", Optional.of("1"))),
                1L, List.of(set("a", "d", "k", Optional.of("1"))))));

        assertThat(data.only(set -> set.collection().equals("c")).byTransaction())
                .isEqualTo(Map.of(0L, List.of(wanted)));
    }

    @Test
    void otherBytesAreRefused() {
        assertThatThrownBy(() -> PrivateData.decode(ByteString.copyFrom(new byte[] {10, 5, 1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read");
    }
}
