package org.credence.network.ledger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.credence.network.ledger.message.ReadWriteSet.HashedCollection;
import org.credence.network.ledger.message.ReadWriteSet.HashedWrite;
import org.credence.network.ledger.message.ReadWriteSet.Namespace;
import org.credence.network.ledger.message.ReadWriteSet.Write;
import org.junit.jupiter.api.Test;

final class StateUpdatesTest {
    private static final ByteString FILTER = ByteString.copyFrom(new byte[] {0, 11});

    private static Write put(String key, String value) {
        return new Write(key, Optional.of(ByteString.copyFromUtf8(value)));
    }

    private static void add(StateUpdates updates, String namespace, Version version, Write... writes) {
        updates.add(
                new ReadWriteSet(List.of(new Namespace(namespace, List.of(), List.of(), List.of(writes)))), version);
    }

    private static ByteString latin(String text) {
        return ByteString.copyFrom(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The bytes are spelled out after Fabric's update_batch.proto and kvledger.addBlockCommitHash. */
    @Test
    void theCommitHashIsFabrics() {
        StateUpdates updates = new StateUpdates();
        add(updates, "ns2", new Version(300, 0), put("k", "v"));
        add(updates, "ns1", new Version(300, 1), new Write("gone", Optional.empty()), put("a", "1"));
        ByteString previous = Hashes.sha256(latin("before"));

        ByteString hash = updates.commitHash(FILTER, previous);

        String version = "\u0002\u0001,"; // 300 in two bytes
        String first = "\n\u0003ns1" + "\u001a\u0001a" + "*\u00011" + "2\u0005" + version + "\u0001\u0001";
        String second = "\u001a\u0004gone" + " \u0001" + "2\u0005" + version + "\u0001\u0001";
        String third = "\n\u0003ns2" + "\u001a\u0001k" + "*\u0001v" + "2\u0004" + version + "\u0000";
        assertThat(hash)
                .isEqualTo(Hashes.sha256(
                        latin("\u0002"), FILTER, latin(field(first) + field(second) + field(third)), previous));
    }

    /** Hashes of private data stand behind their contract's keys, and name their collection once. */
    @Test
    void hashesOfPrivateDataArePartOfTheCommitHash() {
        ByteString keyHash = Hashes.sha256(latin("k"));
        ByteString valueHash = Hashes.sha256(latin("v"));
        StateUpdates updates = new StateUpdates();
        updates.add(
                new ReadWriteSet(List.of(
                        new Namespace(
                                "ns",
                                List.of(),
                                List.of(),
                                List.of(put("a", "1")),
                                List.of(
                                        collection("c1", new HashedWrite(keyHash, Optional.of(valueHash), false)),
                                        collection("c2", new HashedWrite(keyHash, Optional.empty(), true)))),
                        new Namespace("ns-2", List.of(), List.of(), List.of(put("b", "2"))))),
                new Version(1, 0));

        ByteString hash = updates.commitHash(FILTER, ByteString.EMPTY);

        String version = "2\u0003\u0001\u0001\u0000";
        String key = "\u001a " + keyHash.toString(StandardCharsets.ISO_8859_1);
        String value = "* " + valueHash.toString(StandardCharsets.ISO_8859_1);
        assertThat(hash)
                .isEqualTo(Hashes.sha256(
                        latin("\u0002"),
                        FILTER,
                        latin(field("\n\u0002ns" + "\u001a\u0001a" + "*\u00011" + version)
                                + field("\u0012\u0002c1" + key + value + version)
                                + field("\u0012\u0002c2" + key + " \u0001" + version)
                                + field("\n\u0004ns-2" + "\u001a\u0001b" + "*\u00012" + version))));
        assertThat(updates.purges()).containsOnly(Map.entry(StateKey.ofPrivate("ns", "c2", "k"), new Version(1, 0)));
    }

    private static HashedCollection collection(String name, HashedWrite write) {
        return new HashedCollection(name, List.of(), List.of(write), Optional.of(Hashes.sha256(latin("set"))));
    }

    private static String field(String message) {
        return "\n" + (char) message.length() + message;
    }

    @Test
    void aBlockWithoutUpdatesStillMovesTheHash() {
        ByteString none = ByteString.EMPTY;

        ByteString first = new StateUpdates().commitHash(FILTER, none);

        assertThat(first).isEqualTo(Hashes.sha256(latin("\u0002"), FILTER));
        assertThat(new StateUpdates().commitHash(FILTER, first)).isNotEqualTo(first);
    }

    @Test
    void theLastWriteOfAKeyCounts() {
        StateUpdates twice = new StateUpdates();
        add(twice, "ns", new Version(1, 0), put("k", "old"));
        add(twice, "ns", new Version(1, 1), put("k", "new"));
        StateUpdates once = new StateUpdates();
        add(once, "ns", new Version(1, 1), put("k", "new"));

        assertThat(twice.commitHash(FILTER, ByteString.EMPTY)).isEqualTo(once.commitHash(FILTER, ByteString.EMPTY));
    }
}
