package org.credence.contract;

import java.util.ArrayList;
import java.util.List;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.encoding.CanonicalJson;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.jspecify.annotations.Nullable;

/** The state that one transaction reads and writes, under composite keys. */
final class StubState implements StateView {
    private final ChaincodeStub stub;

    StubState(ChaincodeStub stub) {
        this.stub = stub;
    }

    @Override
    public <T> @Nullable T get(StateKey<T> key) {
        byte[] value = stub.getState(key.ledgerKey());
        return value == null || value.length == 0
                ? null
                : CanonicalJson.decode(value, key.kind().type());
    }

    @Override
    public <T> List<StateEntry<T>> range(StateKind<T> kind, String... firstAttributes) {
        var found = new ArrayList<StateEntry<T>>();
        try (QueryResultsIterator<KeyValue> facts = stub.getStateByPartialCompositeKey(kind.name(), firstAttributes)) {
            for (KeyValue fact : facts) {
                StateKey<?> key = StateKey.ofLedgerKey(fact.getKey());
                found.add(new StateEntry<>(
                        new StateKey<>(kind, key.attributes()), CanonicalJson.decode(fact.getValue(), kind.type())));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the peer could not close a range of " + kind, e);
        }
        return found;
    }

    void put(StateEntry<?> write) {
        stub.putState(write.key().ledgerKey(), CanonicalJson.encode(write.value()));
    }
}
