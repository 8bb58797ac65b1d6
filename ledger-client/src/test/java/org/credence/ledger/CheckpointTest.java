package org.credence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.credence.ledger.Checkpoint.Position;
import org.credence.protocol.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CheckpointTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    static Stream<Supplier<Checkpoint>> checkpoints() {
        return Stream.of(MemoryCheckpoint::new, () -> {
            try {
                return new FileCheckpoint(
                        Files.createTempDirectory(shared, "checkpoint").resolve("position"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void aNewCheckpointIsBeforeTheFirstBlock(Supplier<Checkpoint> made) {
        assertThat(made.get().last()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void theLastPositionStands(Supplier<Checkpoint> made) {
        Checkpoint checkpoint = made.get();
        for (long block : new long[] {0, 1, 1, 7}) {
            checkpoint.advance(position(block));
            assertThat(checkpoint.last()).contains(position(block));
        }
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void aCheckpointDoesNotGoBack(Supplier<Checkpoint> made) {
        Checkpoint checkpoint = made.get();
        checkpoint.advance(position(7));
        assertThatThrownBy(() -> checkpoint.advance(position(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("block 7 is done, a checkpoint does not go back to block 6");
        assertThat(checkpoint.last()).contains(position(7));
    }

    @Test
    void aFileOutlivesItsProcess() throws IOException {
        Path file = folder.resolve("position");
        new FileCheckpoint(file).advance(position(12));
        assertThat(new FileCheckpoint(file).last()).contains(position(12));
        assertThat(file).hasContent("12 " + position(12).hash() + "\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aDraftThatWasKilledIsIgnored() throws IOException {
        Path file = folder.resolve("position");
        new FileCheckpoint(file).advance(position(12));
        Files.writeString(folder.resolve("position.draft"), "13");
        FileCheckpoint reopened = new FileCheckpoint(file);
        assertThat(reopened.last()).contains(position(12));
        reopened.advance(position(13));
        assertThat(new FileCheckpoint(file).last()).contains(position(13));
    }

    @Test
    void otherTextIsNoCheckpoint() throws IOException {
        Path file = folder.resolve("position");
        String hash = position(1).hash().hex();
        for (String text :
                List.of("", "1", "1 " + hash, "01 " + hash + "\n", "-1 " + hash + "\n", "1 " + hash + "\nx")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> new FileCheckpoint(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not a checkpoint")
                    .hasMessageContaining("delete it to start from the first block");
        }
    }

    private static Position position(long block) {
        return new Position(block, Digest.sha256(new byte[] {(byte) block}));
    }
}
