package org.credence.network.ledger.endorse;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.message.Version;
import org.credence.network.ledger.store.LedgerDamagedException;
import org.credence.network.ledger.store.LedgerStore;

/** Looks up in the blocks what a transaction did to a key. */
final class KeyHistory {
    private final LedgerStore store;

    KeyHistory(LedgerStore store) {
        this.store = store;
    }

    KeyChange change(String namespace, String key, Version version) {
        try {
            var data = store.block(version.block()).getData();
            EndorsedTransaction transaction =
                    EndorsedTransaction.parse(SignedEnvelope.parse(data.getData((int) version.transaction())));
            ReadWriteSet.Write write = transaction.result().readWriteSet().namespaces().stream()
                    .filter(part -> part.name().equals(namespace))
                    .flatMap(part -> part.writes().stream())
                    .filter(it -> it.key().equals(key))
                    .reduce((first, last) -> last)
                    .orElseThrow(() -> new LedgerDamagedException(version + " did not write " + key));
            return new KeyChange(
                    transaction.header().transactionId(),
                    write.value(),
                    transaction.header().timestamp());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidTransactionException e) {
            throw new LedgerDamagedException(version + " cannot be read", e);
        }
    }
}
