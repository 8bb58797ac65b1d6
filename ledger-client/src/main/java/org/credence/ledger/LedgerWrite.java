package org.credence.ledger;

import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.encoding.CanonicalJson;

/** One entry of a write set: a key set to a value, or deleted. */
public final class LedgerWrite {
    private final String ledgerKey;
    private final byte[] value;
    private final boolean delete;

    private LedgerWrite(String ledgerKey, byte[] value, boolean delete) {
        this.ledgerKey = ledgerKey;
        this.value = value;
        this.delete = delete;
    }

    /** A key set to these bytes. */
    public static LedgerWrite of(String ledgerKey, byte[] value) {
        return new LedgerWrite(ledgerKey, value.clone(), false);
    }

    /** A key deleted. */
    public static LedgerWrite delete(String ledgerKey) {
        return new LedgerWrite(ledgerKey, new byte[0], true);
    }

    /** The key as the ledger stores it: see {@link StateKey#ofLedgerKey}. */
    public String ledgerKey() {
        return ledgerKey;
    }

    /** A copy of the value, canonical JSON where the key is one of ours; empty for a delete. */
    public byte[] value() {
        return value.clone();
    }

    public boolean isDelete() {
        return delete;
    }

    /**
     * The fact written.
     *
     * @throws IllegalStateException if this is a delete
     * @throws IllegalArgumentException if the key is none of ours
     * @throws org.credence.protocol.encoding.DecodeException if the value is not canonical JSON of the key's kind
     */
    public StateEntry<?> entry() {
        if (delete) {
            throw new IllegalStateException("a deleted key has no value: " + ledgerKey);
        }
        return entry(StateKey.ofLedgerKey(ledgerKey));
    }

    private <T> StateEntry<T> entry(StateKey<T> key) {
        return new StateEntry<>(key, CanonicalJson.decode(value, key.kind().type()));
    }

    @Override
    public String toString() {
        return (delete ? "delete " : "set ") + ledgerKey.replace('\u0000', '/');
    }
}
