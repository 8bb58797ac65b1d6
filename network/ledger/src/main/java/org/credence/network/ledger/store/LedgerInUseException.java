package org.credence.network.ledger.store;

import java.nio.file.Path;

/** Another process, or this one, has the ledger's folder open. */
public final class LedgerInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerInUseException(Path folder) {
        super("the ledger in " + folder + " is in use by a running ledger; stop that one, or use another folder");
    }
}
