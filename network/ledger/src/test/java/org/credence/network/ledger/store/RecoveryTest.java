package org.credence.network.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.credence.network.ledger.Client;
import org.credence.network.ledger.LedgerFixture;
import org.credence.network.ledger.message.PrivateData;
import org.credence.network.ledger.message.StateKey;
import org.hyperledger.fabric.protos.common.Block;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger's folder after kills, losses and damage. */
final class RecoveryTest {
    private static final int BLOCKS = 6;

    private static byte[] content;
    private static byte[] state;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeChain(@TempDir Path made) throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(made)) {
            Client client = fixture.client();
            client.contract().submitTransaction("put", "a", "1");
            client.contract().submitTransaction("put", "b", "2");
            client.contract().submitTransaction("increment", "n");
            client.contract().submitTransaction("increment", "n");
            client.contract().submitTransaction("delete", "b");
            fixture.stop();
            Path ledger = fixture.consortium().ledgerFolder();
            content = Files.readAllBytes(LedgerStore.blocksFile(ledger));
            state = Files.readAllBytes(LedgerStore.stateFile(ledger));
        }
    }

    @BeforeEach
    void restore() throws IOException {
        Files.write(LedgerStore.blocksFile(folder), content);
        Files.write(LedgerStore.stateFile(folder), state);
    }

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(content);
        while (in.available() > 0) {
            blocks.add(Block.parseDelimitedFrom(in));
        }
        return blocks;
    }

    private static byte[] bytes(List<Block> blocks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Block block : blocks) {
            block.writeDelimitedTo(out);
        }
        return out.toByteArray();
    }

    private static int startOfLast() throws IOException {
        return bytes(blocks().subList(0, BLOCKS - 1)).length;
    }

    /* Everything that a reader can see. */
    private static List<String> contents(LedgerStore store) {
        TreeMap<String, String> values = new TreeMap<>();
        try (StateSnapshot snapshot = store.snapshot()) {
            snapshot.range(StateKey.of("notes", ""), StateKey.afterAll("notes"))
                    .forEachRemaining(entry -> values.put(
                            entry.key().key(),
                            entry.value().version() + " "
                                    + entry.value().value().toStringUtf8() + " " + snapshot.history(entry.key())));
            values.put("b", snapshot.history(StateKey.of("notes", "b")).toString());
        }
        List<String> all = new ArrayList<>(List.of(store.head().height() + " "
                + hex(store.head().hash()) + " " + hex(store.head().commitHash())));
        values.forEach((key, value) -> all.add(key + "=" + value));
        return all;
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static LedgerStore.Addition addition(Block block, BlockEffects effects) {
        return new LedgerStore.Addition(block, effects.updates(), effects.ids(), effects.config(), PrivateData.NONE);
    }

    private List<String> reopened() throws IOException {
        try (LedgerStore store = LedgerStore.open(folder)) {
            return contents(store);
        }
    }

    @Test
    void anUntouchedFolderOpensAsItWas() throws Exception {
        List<String> contents = reopened();

        assertThat(contents).hasSize(4).first().asString().startsWith(BLOCKS + " ");
        assertThat(contents.get(2)).startsWith("b=[Version[block=5, transaction=0], Version[block=2");
        assertThat(reopened()).isEqualTo(contents);
    }

    @Test
    void aWriteCutShortAtAnyByteLeavesTheBlocksBeforeIt() throws Exception {
        int start = startOfLast();
        Path file = LedgerStore.blocksFile(folder);
        for (int length = start; length < content.length; length++) {
            Files.write(file, Arrays.copyOf(content, length));

            try (BlocksFile blocks = BlocksFile.open(file, block -> {})) {
                assertThat(blocks.height()).as("cut at %d", length).isEqualTo(BLOCKS - 1);
            }
            assertThat(Files.size(file)).isEqualTo(start);
        }
    }

    @Test
    void aCutChainGoesOnWhereItWasCut() throws Exception {
        List<Block> blocks = blocks();
        Files.write(LedgerStore.blocksFile(folder), Arrays.copyOf(content, content.length - 1));
        Files.deleteIfExists(LedgerStore.stateFile(folder));
        Block last = blocks.get(BLOCKS - 1);
        BlockEffects effects = BlockEffects.of(last);

        try (LedgerStore store = LedgerStore.open(folder)) {
            store.append(addition(last, effects));
        }

        assertThat(Files.readAllBytes(LedgerStore.blocksFile(folder))).isEqualTo(content);
    }

    @Test
    void aFileMadeLongerByZerosIsAWriteCutShort() throws Exception {
        Files.write(LedgerStore.blocksFile(folder), Arrays.copyOf(content, content.length + 5000));

        assertThat(reopened()).first().asString().startsWith(BLOCKS + " ");
        assertThat(Files.size(LedgerStore.blocksFile(folder))).isEqualTo(content.length);
    }

    @Test
    void aMissingStateIsMadeAgain() throws Exception {
        List<String> before = reopened();
        Files.delete(LedgerStore.stateFile(folder));

        assertThat(reopened()).isEqualTo(before);
    }

    @Test
    void aStateThatLagsCatchesUp() throws Exception {
        List<String> before = reopened();
        for (int height = 1; height < BLOCKS; height++) {
            Files.write(LedgerStore.blocksFile(folder), bytes(blocks().subList(0, height)));
            Files.deleteIfExists(LedgerStore.stateFile(folder));
            reopened();
            Files.write(LedgerStore.blocksFile(folder), content);

            assertThat(reopened()).as("state at %d", height).isEqualTo(before);
        }
    }

    @Test
    void aDamagedStateIsMadeAgainWhereverTheDamageIs() throws Exception {
        List<String> before = reopened();
        byte[] good = Files.readAllBytes(LedgerStore.stateFile(folder));
        for (int offset = 0; offset < good.length; offset += 11) {
            byte[] damaged = good.clone();
            damaged[offset] ^= 0x55;
            Files.write(LedgerStore.stateFile(folder), damaged);

            assertThat(reopened()).as("damaged at %d", offset).isEqualTo(before);
        }
    }

    @Test
    void aStateOfAnotherChainIsMadeAgain(@TempDir Path other) throws Exception {
        List<String> before = reopened();
        try (LedgerFixture fixture = new LedgerFixture(other)) {
            fixture.client().contract().submitTransaction("put", "a", "other");
            fixture.stop();
            Files.copy(
                    LedgerStore.stateFile(fixture.consortium().ledgerFolder()),
                    LedgerStore.stateFile(folder),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(reopened()).isEqualTo(before);
    }

    @Test
    void committedBlocksThatAreMissingAreNotAccepted() throws Exception {
        Files.write(LedgerStore.blocksFile(folder), bytes(blocks().subList(0, BLOCKS - 1)));

        assertThatThrownBy(() -> LedgerStore.open(folder))
                .isInstanceOf(LedgerDamagedException.class)
                .hasMessageContaining("the state has seen block 5")
                .hasMessageContaining("committed blocks are missing");
    }

    @Test
    void aDamagedBlockIsNeverCutOff() throws Exception {
        int start = startOfLast();
        Files.deleteIfExists(LedgerStore.stateFile(folder));
        for (int offset = 0; offset < content.length; offset += 151) {
            byte[] damaged = content.clone();
            damaged[offset] ^= 0x10;
            Files.write(LedgerStore.blocksFile(folder), damaged);

            openDamaged(offset);
        }
        for (int offset = start; offset < start + 5; offset++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = content.clone();
                damaged[offset] ^= (byte) (1 << bit);
                Files.write(LedgerStore.blocksFile(folder), damaged);

                openDamaged(offset);
            }
        }
    }

    /* Opening may take a block with a damaged signature, which an audit looks at, but it must not lose any. */
    private void openDamaged(int offset) throws IOException {
        try (LedgerStore store = LedgerStore.open(folder)) {
            assertThat(store.head().height()).as("damaged at %d", offset).isEqualTo(BLOCKS);
        } catch (LedgerDamagedException e) {
            assertThat(e).hasMessageContaining("block");
        }
        assertThat(Files.size(LedgerStore.blocksFile(folder)))
                .as("damaged at %d", offset)
                .isEqualTo(content.length);
        Files.deleteIfExists(LedgerStore.stateFile(folder));
    }

    @Test
    void aFolderIsForOneLedgerAtATime() throws Exception {
        LedgerStore first = LedgerStore.open(folder);

        assertThatThrownBy(() -> LedgerStore.open(folder))
                .isInstanceOf(LedgerInUseException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("is in use by a running ledger");
        first.close();
        LedgerStore.open(folder).close();
    }

    @Test
    void aSnapshotStaysAsItWas() throws Exception {
        List<Block> blocks = blocks();
        Files.write(LedgerStore.blocksFile(folder), bytes(blocks.subList(0, 1)));
        Files.delete(LedgerStore.stateFile(folder));
        try (LedgerStore store = LedgerStore.open(folder);
                StateSnapshot early = store.snapshot()) {
            for (Block block : blocks.subList(1, BLOCKS)) {
                BlockEffects effects = BlockEffects.of(block);
                store.append(addition(block, effects));
            }

            assertThat(early.get(StateKey.of("notes", "n"))).isEmpty();
            assertThat(early.range(StateKey.of("notes", ""), StateKey.afterAll("notes")))
                    .isExhausted();
            assertThat(early.history(StateKey.of("notes", "n"))).isEmpty();
            try (StateSnapshot now = store.snapshot()) {
                assertThat(now.get(StateKey.of("notes", "n"))
                                .orElseThrow()
                                .value()
                                .toStringUtf8())
                        .isEqualTo("2");
            }
        }
    }
}
