package org.credence.node.cli.local;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.util.function.Supplier;
import org.credence.ledger.fabric.BlockArchive;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.protocol.MemberId;

/** A running ledger, as those who found a consortium on this machine see it. Members see its profile alone. */
public interface LedgerEngine extends AutoCloseable {
    /** Where a member reaches it. */
    ConnectionProfile profile(MemberId member);

    /** Puts an organization's list of revoked certificates in force. */
    void announce(MemberId organization, X509CRL list);

    /**
     * Leaves the blocks in the run's folder, for the audit.
     *
     * @param archive opens what reads blocks, under an auditor's certificate
     * @return number of blocks
     * @throws IOException if they cannot be written
     */
    long keepBlocks(Supplier<BlockArchive> archive, Path file) throws IOException, InterruptedException;

    @Override
    void close();
}
