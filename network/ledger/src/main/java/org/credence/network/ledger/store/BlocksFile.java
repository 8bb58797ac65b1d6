package org.credence.network.ledger.store;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.message.BlockForm;
import org.hyperledger.fabric.protos.common.Block;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blocks, in one file that only grows. A block is on the disk when {@link #append} returns. One writer; reads from any
 * thread.
 */
final class BlocksFile implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(BlocksFile.class);

    private final Path path;
    private final FileChannel channel;
    /* Where each block's record starts; the last element is the file's length. Grows under the monitor. */
    private final List<Long> offsets = new ArrayList<>(List.of(0L));

    private BlocksFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Told each block on opening, in order. */
    interface Visitor {
        /** @throws LedgerDamagedException when the block cannot be part of this chain */
        void visit(Block block);
    }

    /**
     * Opens the file, reads all of it, and checks that its blocks are a chain of hashes. The beginning of a record at the end
     * of the file, left by a kill in the middle of a write, is cut off: such a block was never reported as committed.
     *
     * @throws LedgerDamagedException when the file holds anything else that is not a chain of blocks
     */
    static BlocksFile open(Path path, Visitor visitor) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            BlocksFile file = new BlocksFile(path, channel);
            file.scan(visitor);
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void scan(Visitor visitor) throws IOException {
        Optional<Block> previous = Optional.empty();
        try (BlockRecords records = BlockRecords.open(path)) {
            while (true) {
                Optional<StoredBlock> next = records.next();
                if (next.isEmpty()) {
                    return;
                }
                Block block = next.get().block();
                requireLink(previous, block);
                visitor.visit(block);
                previous = Optional.of(block);
                offsets.add(next.get().end());
            }
        } catch (RecordException e) {
            cutTornTail(previous, e);
        }
    }

    private void cutTornTail(Optional<Block> last, RecordException reason) throws IOException {
        long end = end();
        byte[] tail = read(end, channel.size() - end);
        if (!TornTail.isTorn(tail, reason.isCutShort(), height(), last)) {
            throw new LedgerDamagedException(
                    "block " + height() + " in " + path + ", at byte " + end + ": " + reason.getMessage(), reason);
        }
        log.atWarn()
                .addKeyValue("file", path)
                .addKeyValue("block", height())
                .addKeyValue("bytes", tail.length)
                .log("cut off an unfinished write");
        channel.truncate(end);
        channel.force(true);
    }

    static void requireLink(Optional<Block> previous, Block block) {
        long number = previous.map(it -> it.getHeader().getNumber() + 1).orElse(0L);
        if (block.getHeader().getNumber() != number) {
            throw new LedgerDamagedException("block " + number + " is missing, block "
                    + Long.toUnsignedString(block.getHeader().getNumber()) + " is in its place");
        }
        boolean linked = previous.map(it -> BlockForm.headerHash(it.getHeader())
                        .equals(block.getHeader().getPreviousHash()))
                .orElse(block.getHeader().getPreviousHash().isEmpty());
        if (!linked) {
            throw new LedgerDamagedException("block " + number + " does not name the hash of the block before it");
        }
        if (!BlockForm.dataHash(block.getData().getDataList())
                .equals(block.getHeader().getDataHash())) {
            throw new LedgerDamagedException(
                    "the transactions of block " + number + " do not have the hash in its header");
        }
    }

    /** Number of blocks. */
    synchronized long height() {
        return offsets.size() - 1L;
    }

    /**
     * Writes a block behind the others and waits until it is on the disk.
     *
     * @throws IOException when it could not be written; the file is then as it was, as far as the disk allows, and must not
     *     be written again before it was opened anew
     */
    void append(Block block) throws IOException {
        long start = end();
        ByteBuffer record = BlockRecords.encode(block);
        long end = start + record.remaining();
        try {
            long at = start;
            while (record.hasRemaining()) {
                at += channel.write(record, at);
            }
            channel.force(false);
        } catch (IOException e) {
            takeBack(start, e);
            throw e;
        }
        synchronized (this) {
            offsets.add(end);
        }
    }

    private void takeBack(long start, IOException cause) {
        try {
            channel.truncate(start);
            channel.force(true);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * A block from the disk.
     *
     * @throws IndexOutOfBoundsException when there is no block of this number
     * @throws LedgerDamagedException when the file was changed under this ledger
     */
    Block read(long number) throws IOException {
        long start;
        long end;
        synchronized (this) {
            if (number < 0 || number >= height()) {
                throw new IndexOutOfBoundsException("no block " + number + ", height is " + height());
            }
            start = offsets.get((int) number);
            end = offsets.get((int) number + 1);
        }
        try (BlockRecords records = BlockRecords.of(read(start, end - start))) {
            return records.next().orElseThrow().block();
        } catch (RecordException e) {
            throw new LedgerDamagedException("block " + number + " in " + path + " was changed: " + e.getMessage(), e);
        }
    }

    private synchronized long end() {
        return offsets.get(offsets.size() - 1);
    }

    private byte[] read(long start, long length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(length));
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, start + buffer.position());
            if (count < 0) {
                throw new EOFException("the blocks file ends before byte " + (start + length));
            }
        }
        return buffer.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
