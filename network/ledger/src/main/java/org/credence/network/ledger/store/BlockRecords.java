package org.credence.network.ledger.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;

/**
 * Reads the records of a blocks file from its start, strictly: a length is the shortest varint, a block is the protobuf
 * serialization of what it parses to and has no fields that Fabric does not know. Says nothing about what is in the blocks.
 */
public final class BlockRecords implements Closeable {
    /** The longest block, in bytes. A longer length is damage, and is not allocated. */
    public static final int MAX_BLOCK_BYTES = 256 * 1024 * 1024;

    private static final int MAX_LENGTH_BYTES = 5;

    private final InputStream in;
    private final long size;
    private long position;

    private BlockRecords(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    /** @throws IOException when the file cannot be read */
    public static BlockRecords open(Path file) throws IOException {
        return new BlockRecords(new BufferedInputStream(Files.newInputStream(file), 1 << 20), Files.size(file));
    }

    /** Reads records from memory. */
    public static BlockRecords of(byte[] content) {
        return new BlockRecords(new java.io.ByteArrayInputStream(content), content.length);
    }

    /** The offset of the next record. */
    public long position() {
        return position;
    }

    /**
     * The next block; empty at the end of the file.
     *
     * @throws RecordException when the bytes from {@link #position} on are no record; nothing can be read after that
     */
    public Optional<StoredBlock> next() throws IOException, RecordException {
        if (position == size) {
            return Optional.empty();
        }
        long offset = position;
        int length = length();
        if (length > size - position) {
            throw new RecordException("the file ends inside a block of " + length + " bytes", true);
        }
        Block block = decode(read(length));
        return Optional.of(new StoredBlock(block, offset, position));
    }

    /** A block as a record. */
    static ByteBuffer encode(Block block) {
        int length = block.getSerializedSize();
        byte[] record = new byte[CodedOutputStream.computeUInt32SizeNoTag(length) + length];
        CodedOutputStream out = CodedOutputStream.newInstance(record);
        try {
            out.writeUInt32NoTag(length);
            block.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return ByteBuffer.wrap(record);
    }

    /** The block that these bytes are, in its one encoding. */
    static Block decode(byte[] bytes) throws RecordException {
        try {
            ByteString content = UnsafeByteOperations.unsafeWrap(bytes);
            Block block = Block.parseFrom(content);
            boolean unknownFields = !block.getUnknownFields().asMap().isEmpty()
                    || !block.getHeader().getUnknownFields().asMap().isEmpty()
                    || !block.getData().getUnknownFields().asMap().isEmpty()
                    || !block.getMetadata().getUnknownFields().asMap().isEmpty();
            if (unknownFields || !block.toByteString().equals(content)) {
                throw new RecordException("the bytes are not the one encoding of a block", false);
            }
            return block;
        } catch (InvalidProtocolBufferException e) {
            throw new RecordException("the bytes are no block: " + e.getMessage(), false);
        }
    }

    private int length() throws IOException, RecordException {
        long value = 0;
        for (int i = 0; i < MAX_LENGTH_BYTES; i++) {
            int next = in.read();
            if (next < 0) {
                throw new RecordException("the file ends inside the length of a block", true);
            }
            position++;
            value |= (long) (next & 0x7f) << (7 * i);
            if (next < 0x80) {
                if (value == 0 || value > MAX_BLOCK_BYTES || (next == 0 && i > 0)) {
                    throw new RecordException(
                            "the length of a block is " + value + " or not in its shortest form", false);
                }
                return (int) value;
            }
        }
        throw new RecordException("the length of a block has more than " + MAX_LENGTH_BYTES + " bytes", false);
    }

    private byte[] read(int length) throws IOException, RecordException {
        byte[] bytes = in.readNBytes(length);
        position += bytes.length;
        if (bytes.length < length) {
            throw new RecordException("the file ends inside a block of " + length + " bytes", true);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
