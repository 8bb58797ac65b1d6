package org.credence.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNodeStateTest {
    @TempDir
    Path folder;

    private Path root;
    private NodeState state;

    @BeforeEach
    void open() {
        root = folder.resolve("state");
        state = new FileNodeState(root);
    }

    @Test
    void theLastValuePutIsThereAlsoForTheNextProcess() {
        state.put("salt", new byte[] {1});
        state.put("salt", new byte[] {2, 3});
        state.put("empty", new byte[0]);

        NodeState next = new FileNodeState(root);
        assertThat(next.get("salt")).hasValue(new byte[] {2, 3});
        assertThat(next.get("empty")).hasValue(new byte[0]);
        assertThat(next.keys()).containsExactly("empty", "salt");
    }

    @Test
    void whatIsRemovedIsGone() {
        state.put("memory.7", new byte[] {1});

        state.remove("memory.7");
        state.remove("memory.7");

        assertThat(state.get("memory.7")).isEmpty();
        assertThat(state.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 32, 35})
    void aDamagedValueStopsTheNode(int offset) throws IOException {
        state.put("salt", new byte[] {9, 9, 9, 9});
        byte[] bytes = Files.readAllBytes(root.resolve("salt"));
        bytes[offset] ^= 1;
        Files.write(root.resolve("salt"), bytes);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> state.get("salt"))
                .withMessageContaining("is damaged");
    }

    @Test
    void aValueCutShortStopsTheNode() throws IOException {
        Files.write(root.resolve("salt"), new byte[31]);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> state.get("salt"))
                .withMessageContaining("is damaged");
    }

    @Test
    void whatCannotBeWrittenIsSaidAndLeavesNothing() throws IOException {
        Files.createDirectories(root.resolve("salt/occupied"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> state.put("salt", new byte[1]))
                .withMessageContaining("cannot write");
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> state.get("salt"));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> state.remove("salt"));
        assertThat(state.keys()).isEmpty();
        assertThat(root).isDirectoryNotContaining(Files::isRegularFile);
    }

    @Test
    void whatAKillLeftUnfinishedIsDeleted() throws IOException {
        Path leftover = Files.createFile(root.resolve("123.tmp"));

        assertThat(new FileNodeState(root).keys()).isEmpty();
        assertThat(leftover).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "../salt", "Salt", "a.tmp", "-a"})
    void aKeyIsAPlainName(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.put(key, new byte[0]))
                .withMessageContaining("was '" + key + "'");
    }

    @Test
    void aFolderThatIsAFileCannotBeOpened() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new FileNodeState(file))
                .withMessageContaining("cannot open the state folder");
    }
}
