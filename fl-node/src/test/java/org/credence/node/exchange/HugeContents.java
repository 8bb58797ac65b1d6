package org.credence.node.exchange;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.credence.node.store.StoredContents;
import org.credence.protocol.Digest;

/** A store with one content that is larger than memory: zeros. Counts what is read of it. */
final class HugeContents implements StoredContents {
    static final Digest NAME = Digest.sha256(new byte[0]);

    private final long size;
    private final AtomicLong read = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    HugeContents(long size) {
        this.size = size;
    }

    /** Bytes read so far. */
    long read() {
        return read.get();
    }

    /** Returns when the content was closed. */
    void awaitClosed() {
        try {
            if (!closed.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the content was not closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public Optional<SeekableByteChannel> open(Digest digest) {
        return digest.equals(NAME) ? Optional.of(new Zeros()) : Optional.empty();
    }

    private final class Zeros implements SeekableByteChannel {
        private long position;

        @Override
        public int read(ByteBuffer into) {
            if (position >= size) {
                return -1;
            }
            int length = (int) Math.min(into.remaining(), size - position);
            into.put(new byte[length]);
            position += length;
            read.addAndGet(length);
            return length;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException("content is not written");
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long next) {
            position = next;
            return this;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public SeekableByteChannel truncate(long length) {
            throw new UnsupportedOperationException("content is not written");
        }

        @Override
        public boolean isOpen() {
            return closed.getCount() > 0;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
