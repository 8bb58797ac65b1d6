package org.credence.network.ledger.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a folder to one process, by an operating system lock that ends with the process. */
final class FolderLock implements Closeable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws LedgerInUseException when somebody has it
     * @throws IOException when the folder cannot be written
     */
    static FolderLock acquire(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new LedgerInUseException(folder);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new LedgerInUseException(folder);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
