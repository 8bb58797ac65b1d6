package org.credence.node.cli.local;

import java.nio.file.Path;
import java.security.cert.X509CRL;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.network.ledger.EmbeddedLedger;
import org.credence.protocol.MemberId;

/** The embedded ledger, which keeps its blocks in the run's folder anyway. */
final class EmbeddedEngine implements LedgerEngine {
    private final EmbeddedLedger ledger;
    private final ConnectionProfile profile;

    EmbeddedEngine(EmbeddedLedger ledger, ConnectionProfile profile) {
        this.ledger = ledger;
        this.profile = profile;
    }

    @Override
    public ConnectionProfile profile(MemberId member) {
        return profile;
    }

    @Override
    public void announce(MemberId organization, X509CRL list) {
        ledger.putCrl(organization.value(), list);
    }

    @Override
    public long keepBlocks(BlockSource archive, Path file) {
        return ledger.height();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
