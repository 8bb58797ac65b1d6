package org.credence.network.ledger.message;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;

/**
 * What a transaction read and what it writes, contract by contract: all of it that is public. Of private data there are
 * hashes.
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
     * @param collections private data collections, by name, each once
     */
    public record Namespace(
            String name,
            List<Read> reads,
            List<RangeRead> ranges,
            List<Write> writes,
            List<HashedCollection> collections) {
        public Namespace {
            reads = List.copyOf(reads);
            ranges = List.copyOf(ranges);
            writes = List.copyOf(writes);
            collections = List.copyOf(collections);
        }

        /** A contract's part without private data. */
        public Namespace(String name, List<Read> reads, List<RangeRead> ranges, List<Write> writes) {
            this(name, reads, ranges, writes, List.of());
        }
    }

    /**
     * One private data collection, as everybody sees it.
     *
     * @param name the collection
     * @param reads keys read one by one, each once
     * @param writes in the order of the keys behind the hashes, each once
     * @param cleartextHash SHA-256 of the serialized {@code kvrwset.KVRWSet} with the cleartext; empty when nothing is
     *     written
     */
    public record HashedCollection(
            String name, List<HashedRead> reads, List<HashedWrite> writes, Optional<ByteString> cleartextHash) {
        public HashedCollection {
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
        }
    }

    /**
     * A private key that was read.
     *
     * @param keyHash SHA-256 of the key's UTF-8 bytes
     * @param version the value's, empty when there was none
     */
    public record HashedRead(ByteString keyHash, Optional<Version> version) {}

    /**
     * A private key that is written.
     *
     * @param keyHash SHA-256 of the key's UTF-8 bytes
     * @param valueHash SHA-256 of the new value; empty when the key is deleted
     * @param purge whether earlier cleartext must go too; only of a key that is deleted
     */
    public record HashedWrite(ByteString keyHash, Optional<ByteString> valueHash, boolean purge) {}

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
