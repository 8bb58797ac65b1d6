package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;

/**
 * What a transaction read and what it writes, contract by contract.
 *
 * @param namespaces by the contract's name (unsigned bytes), each once
 */
public record ReadWriteSet(List<Namespace> namespaces) {
    public ReadWriteSet {
        namespaces = List.copyOf(namespaces);
    }

    /**
     * One contract's part.
     *
     * @param name the contract
     * @param reads keys read one by one
     * @param ranges ranges read, in the order they were asked for
     * @param writes in the order of keys, each key once
     */
    public record Namespace(String name, List<Read> reads, List<RangeRead> ranges, List<Write> writes) {
        public Namespace {
            reads = List.copyOf(reads);
            ranges = List.copyOf(ranges);
            writes = List.copyOf(writes);
        }
    }

    /**
     * A key that was read.
     *
     * @param version the value's, empty when there was none
     */
    public record Read(String key, Optional<Version> version) {}

    /**
     * A range that was read, from {@code start}, in the order of keys' UTF-8 bytes.
     *
     * @param end exclusive when exhausted, otherwise the last key read, inclusive; empty means no bound
     * @param exhausted whether all of the range was read
     * @param found every key that was read, with its version
     */
    public record RangeRead(String start, String end, boolean exhausted, List<Read> found) {
        public RangeRead {
            found = List.copyOf(found);
        }
    }

    /**
     * A key that is written.
     *
     * @param value the new value; empty when the key is deleted
     */
    public record Write(String key, Optional<ByteString> value) {}
}
