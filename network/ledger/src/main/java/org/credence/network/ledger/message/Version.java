package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;

/**
 * Which transaction wrote a value.
 *
 * @param block the block's number, unsigned in Fabric, here at least 0
 * @param transaction the transaction's place in the block, from 0
 */
public record Version(long block, long transaction) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
        int blocks = Long.compare(block, other.block);
        return blocks != 0 ? blocks : Long.compare(transaction, other.transaction);
    }

    /** Fabric's order-preserving form: for each number, how many bytes, then these big-endian bytes. */
    ByteString orderedBytes() {
        byte[] bytes = new byte[18];
        int length = append(bytes, append(bytes, 0, block), transaction);
        return ByteString.copyFrom(bytes, 0, length);
    }

    private static int append(byte[] bytes, int at, long number) {
        int size = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8;
        bytes[at] = (byte) size;
        for (int i = 0; i < size; i++) {
            bytes[at + 1 + i] = (byte) (number >>> (8 * (size - 1 - i)));
        }
        return at + 1 + size;
    }
}
