package org.credence.network.ledger.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.hyperledger.fabric.protos.common.Block;

/** The chain of a real Fabric network: see the README beside the file. */
public final class RecordedChain {
    private RecordedChain() {}

    /** The content of the blocks file. */
    public static byte[] content() {
        try (InputStream in = new GZIPInputStream(
                Objects.requireNonNull(RecordedChain.class.getResourceAsStream("fabric.blocks.gz")))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks, taken apart without the code under test. */
    static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(content());
        while (in.available() > 0) {
            blocks.add(Block.parseDelimitedFrom(in));
        }
        return blocks;
    }

    /** The file that these blocks make. */
    static byte[] file(List<Block> blocks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Block block : blocks) {
            block.writeDelimitedTo(out);
        }
        return out.toByteArray();
    }

    /** The file up to one block, which is another. */
    static byte[] with(int number, UnaryOperator<Block> change) throws IOException {
        List<Block> blocks = new ArrayList<>(blocks().subList(0, number + 1));
        blocks.set(number, change.apply(blocks.get(number)));
        return file(blocks);
    }
}
