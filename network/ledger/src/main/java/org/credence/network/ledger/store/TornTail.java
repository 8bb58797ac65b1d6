package org.credence.network.ledger.store;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Optional;
import org.credence.network.ledger.message.BlockForm;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;

/**
 * Tells the beginning of a record, which a kill in the middle of a write leaves behind, from a record that was complete and
 * then damaged. The first may be cut off, the second must not.
 */
final class TornTail {
    private static final int MAX_LENGTH_BYTES = 5;

    private TornTail() {}

    /**
     * Whether the rest of a file is a write that did not finish: it stops too early and does not hold the next block whole,
     * or the file was made longer and nothing was written.
     *
     * @param tail everything after the last good record
     * @param cutShort whether the file ends before the tail's length says
     * @param number of the block that would be next
     * @param last the last good block, empty when there is none
     */
    static boolean isTorn(byte[] tail, boolean cutShort, long number, Optional<Block> last) {
        return isZero(tail) || (cutShort && !holdsBlock(tail, number, last));
    }

    private static boolean isZero(byte[] tail) {
        for (byte b : tail) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /* A damaged length can make a complete record look cut short; then the block is there behind the length. */
    private static boolean holdsBlock(byte[] tail, long number, Optional<Block> last) {
        for (int skip = 1; skip <= MAX_LENGTH_BYTES && skip < tail.length; skip++) {
            if (isBlock(CodedInputStream.newInstance(tail, skip, tail.length - skip), number, last)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlock(CodedInputStream in, long number, Optional<Block> last) {
        BlockHeader header;
        BlockData data;
        try {
            header = BlockHeader.parseFrom(field(in, Block.HEADER_FIELD_NUMBER));
            data = BlockData.parseFrom(field(in, Block.DATA_FIELD_NUMBER));
            field(in, Block.METADATA_FIELD_NUMBER);
        } catch (IOException e) {
            return false;
        }
        boolean next = header.getNumber() == number
                && last.map(it -> BlockForm.headerHash(it.getHeader()).equals(header.getPreviousHash()))
                        .orElse(header.getPreviousHash().isEmpty());
        return next && BlockForm.dataHash(data.getDataList()).equals(header.getDataHash());
    }

    /* The content of the next field, which must be this one and be there whole. */
    private static byte[] field(CodedInputStream in, int number) throws IOException {
        if (in.readTag() != (number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
            throw new InvalidProtocolBufferException("not the field wanted");
        }
        return in.readByteArray();
    }
}
