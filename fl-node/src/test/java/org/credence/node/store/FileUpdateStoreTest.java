package org.credence.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.credence.protocol.Digest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileUpdateStoreTest {
    private static final byte[] CONTENT = {4, 5, 6};
    private static final Digest DIGEST = Digest.sha256(CONTENT);

    @TempDir
    Path folder;

    private Path root;
    private UpdateStore store;

    @BeforeEach
    void open() {
        root = folder.resolve("made/when/needed");
        store = new FileUpdateStore(root);
    }

    private Path file(Digest digest) {
        return root.resolve(digest.hex().substring(0, 2)).resolve(digest.hex().substring(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsPutIsThereAlsoForTheNextProcess(boolean durable) {
        assertThat(store.put(CONTENT, durable)).isEqualTo(DIGEST);
        store.put(CONTENT, true);

        assertThat(store.get(DIGEST)).hasValue(CONTENT);
        assertThat(new FileUpdateStore(root).get(DIGEST)).hasValue(CONTENT);
        assertThat(file(DIGEST)).hasBinaryContent(CONTENT);
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(store.get(DIGEST)).isEmpty();
        assertThat(store.list()).isEmpty();
    }

    @Test
    void theListIsInOrderAndHasNothingElse() throws IOException {
        List<Digest> digests = IntStream.range(0, 60)
                .mapToObj(i -> store.put(new byte[] {(byte) i}, false))
                .sorted()
                .toList();
        Files.writeString(root.resolve("README"), "not content");
        Files.writeString(file(digests.get(0)).resolveSibling("notes"), "not content");

        assertThat(store.list()).isEqualTo(digests);
    }

    @Test
    void damagedContentIsAbsentUntilItIsPutAgain() throws IOException {
        store.put(CONTENT, false);
        Files.write(file(DIGEST), new byte[] {4, 5, 7});

        assertThat(store.get(DIGEST)).isEmpty();
        assertThat(store.list()).containsExactly(DIGEST);

        store.put(CONTENT, false);
        assertThat(store.get(DIGEST)).hasValue(CONTENT);
    }

    @Test
    void contentIsReadPieceByPieceFromWhereItIsOpened() throws IOException {
        var files = new FileUpdateStore(root);
        files.put(CONTENT, false);

        try (SeekableByteChannel content = files.open(DIGEST).orElseThrow()) {
            ByteBuffer end = ByteBuffer.allocate(5);
            assertThat(content.size()).isEqualTo(3);
            assertThat(content.position()).isZero();
            content.position(1).read(end);
            assertThat(end.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {5, 6}));
        }
        assertThat(files.open(Digest.sha256(new byte[0]))).isEmpty();
        Files.write(file(DIGEST), new byte[] {4, 5, 7});
        assertThat(files.open(DIGEST)).isEmpty();
    }

    @Test
    void whatAKillLeftUnfinishedIsDeleted() throws IOException {
        store.put(CONTENT, false);
        Path leftover = Files.createTempFile(file(DIGEST).getParent(), "", ".tmp");

        assertThat(store.list()).containsExactly(DIGEST);
        assertThat(new FileUpdateStore(root).list()).containsExactly(DIGEST);
        assertThat(leftover).doesNotExist();
    }

    /** A file where the folder should be cannot be written by anybody, root included. */
    @Test
    void whatCannotBeWrittenIsSaidAndLeavesNothing() throws IOException {
        Files.write(file(DIGEST).getParent(), new byte[0]);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.put(CONTENT, true))
                .withMessageContaining("cannot write 3 bytes to " + file(DIGEST))
                .withMessageContaining("make the folder writable");
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile))
                    .containsExactly(file(DIGEST).getParent());
        }
    }

    @Test
    void aTargetThatCannotBeReplacedLeavesNoHalfWrittenFile() throws IOException {
        Files.createDirectories(file(DIGEST).resolve("occupied"));

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.put(CONTENT, false));
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.get(DIGEST))
                .withMessageContaining("cannot read");
    }

    @Test
    void aStoreThatIsAFileCannotBeOpened() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new FileUpdateStore(file))
                .withMessageContaining("cannot open the store " + file);
    }

    @Test
    void threadsMayPutTheSameContentAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Digest>> puts = IntStream.range(0, 64)
                    .mapToObj(i -> (Callable<Digest>) () -> store.put(new byte[] {(byte) (i % 4)}, false))
                    .toList();
            for (Future<Digest> put : threads.invokeAll(puts)) {
                assertThat(store.get(put.get())).isPresent();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.list()).hasSize(4);
    }
}
