package org.credence.network.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.message.Version;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The store against a map ordered by UTF-8 bytes. */
final class StateOrderPropertyTest {
    private static final Comparator<String> UTF_8 =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    private static final String ALPHABET = "ab\u0001\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff";

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static String key(SplittableRandom random) {
        StringBuilder key = new StringBuilder();
        int length = random.nextInt(1, 4);
        for (int i = 0; i < length; i++) {
            int choice = random.nextInt(ALPHABET.length() + 1);
            if (choice == ALPHABET.length()) {
                key.appendCodePoint(random.nextInt(0x10000, 0x110000));
            } else {
                key.append(ALPHABET.charAt(choice));
            }
        }
        boolean composite = random.nextInt(3) == 0 && key.indexOf(Character.toString(0x10ffff)) < 0;
        return composite ? new CompositeKey(key.toString(), "x", key.toString()).toString() : key.toString();
    }

    private static void apply(StateStore store, long block, Map<String, Optional<String>> writes) {
        List<ReadWriteSet.Write> list = new ArrayList<>();
        writes.forEach((key, value) -> list.add(new ReadWriteSet.Write(key, value.map(ByteString::copyFromUtf8))));
        StateUpdates updates = new StateUpdates();
        updates.add(
                new ReadWriteSet(List.of(new ReadWriteSet.Namespace("c", List.of(), List.of(), list))),
                new Version(block, 0));
        store.apply(new StateStore.Mark(block, ByteString.EMPTY), updates, Map.of());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rangesAreThoseOfAMapOrderedByBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeMap<String, String> model = new TreeMap<>(UTF_8);
        try (StateStore store = new StateStore(folder.resolve("state-" + seed))) {
            for (int block = 0; block < 5; block++) {
                TreeMap<String, Optional<String>> writes = new TreeMap<>(UTF_8);
                for (int i = 0; i < 8; i++) {
                    writes.put(
                            key(random),
                            random.nextInt(4) == 0 ? Optional.empty() : Optional.of("v" + block + "-" + i));
                }
                apply(store, block, writes);
                writes.forEach(
                        (key, value) -> value.ifPresentOrElse(it -> model.put(key, it), () -> model.remove(key)));
            }
            try (StateSnapshot snapshot = store.snapshot()) {
                for (int i = 0; i < 10; i++) {
                    String a = key(random);
                    String b = key(random);
                    String from = UTF_8.compare(a, b) <= 0 ? a : b;
                    String to = UTF_8.compare(a, b) <= 0 ? b : a;

                    assertThat(range(snapshot, StateKey.of("c", from), StateKey.of("c", to)))
                            .isEqualTo(new ArrayList<>(model.subMap(from, to).entrySet()));
                }
                assertThat(range(snapshot, StateKey.of("c", ""), StateKey.afterAll("c")))
                        .isEqualTo(new ArrayList<>(model.entrySet()));
                model.forEach((key, value) -> assertThat(snapshot.get(StateKey.of("c", key))
                                .orElseThrow()
                                .value()
                                .toStringUtf8())
                        .isEqualTo(value));
            }
            assertThat(store.isWhole()).isTrue();
        }
    }

    private static List<Map.Entry<String, String>> range(StateSnapshot snapshot, StateKey from, StateKey to) {
        List<Map.Entry<String, String>> found = new ArrayList<>();
        snapshot.range(from, to)
                .forEachRemaining(entry -> found.add(
                        Map.entry(entry.key().key(), entry.value().value().toStringUtf8())));
        return found;
    }

    @Test
    void historyIsNewestFirstAndOfOneKeyAlone() {
        try (StateStore store = new StateStore(folder.resolve("history"))) {
            apply(store, 1, Map.of("k", Optional.of("1"), "kk", Optional.of("x")));
            apply(store, 2, Map.of("k", Optional.empty()));
            apply(store, 300, Map.of("k", Optional.of("3")));
            try (StateSnapshot snapshot = store.snapshot()) {
                assertThat(snapshot.history(StateKey.of("c", "k")))
                        .containsExactly(new Version(300, 0), new Version(2, 0), new Version(1, 0));
                assertThat(snapshot.history(StateKey.of("c", "nothing"))).isEmpty();
            }
        }
    }

    @Test
    void aKeyWithHalfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> StateKey.of("c", "\ud800"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("valid Unicode");
    }

    @Test
    void aKeyTellsItsPartsAgain() {
        StateKey key = StateKey.of("c", "\u0000type\u0000a\u0000");

        assertThat(key.namespace()).isEqualTo("c");
        assertThat(key.key()).isEqualTo("\u0000type\u0000a\u0000");
        assertThat(StateKey.ofBytes(key.bytes())).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(key).isLessThan(StateKey.afterAll("c")).isLessThan(key.next());
    }
}
