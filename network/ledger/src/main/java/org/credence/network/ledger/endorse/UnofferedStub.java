package org.credence.network.ledger.endorse;

import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;

/**
 * The part of the shim's stub that this ledger does not offer. Each call fails with the reason, so that the transaction
 * fails with it too.
 */
abstract class UnofferedStub implements ChaincodeStub {
    private static UnsupportedOperationException richQueries() {
        return new UnsupportedOperationException(
                "rich queries need CouchDB and are not offered by the embedded ledger; use ranges of composite keys");
    }

    private static UnsupportedOperationException keyPolicies() {
        return new UnsupportedOperationException(
                "endorsement policies of single keys are not offered by the embedded ledger");
    }

    @Override
    public final byte[] getStateValidationParameter(String key) {
        throw keyPolicies();
    }

    @Override
    public final void setStateValidationParameter(String key, byte[] value) {
        throw keyPolicies();
    }

    @Override
    public final QueryResultsIterator<KeyValue> getQueryResult(String query) {
        throw richQueries();
    }

    @Override
    public final QueryResultsIteratorWithMetadata<KeyValue> getQueryResultWithPagination(
            String query, int pageSize, String bookmark) {
        throw richQueries();
    }

    @Override
    public final byte[] getPrivateDataValidationParameter(String collection, String key) {
        throw keyPolicies();
    }

    @Override
    public final void setPrivateDataValidationParameter(String collection, String key, byte[] value) {
        throw keyPolicies();
    }

    @Override
    public final QueryResultsIterator<KeyValue> getPrivateDataQueryResult(String collection, String query) {
        throw richQueries();
    }
}
