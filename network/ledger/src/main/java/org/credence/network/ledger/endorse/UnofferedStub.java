package org.credence.network.ledger.endorse;

import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;

/**
 * The part of the shim's stub that this ledger does not offer. Each call fails with the reason, so that the transaction
 * fails with it too.
 */
abstract class UnofferedStub implements ChaincodeStub {
    private static UnsupportedOperationException privateData() {
        return new UnsupportedOperationException("private data collections are not offered by the embedded ledger");
    }

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
    public final byte[] getPrivateData(String collection, String key) {
        throw privateData();
    }

    @Override
    public final byte[] getPrivateDataHash(String collection, String key) {
        throw privateData();
    }

    @Override
    public final byte[] getPrivateDataValidationParameter(String collection, String key) {
        throw privateData();
    }

    @Override
    public final void putPrivateData(String collection, String key, byte[] value) {
        throw privateData();
    }

    @Override
    public final void setPrivateDataValidationParameter(String collection, String key, byte[] value) {
        throw privateData();
    }

    @Override
    public final void delPrivateData(String collection, String key) {
        throw privateData();
    }

    @Override
    public final void purgePrivateData(String collection, String key) {
        throw privateData();
    }

    @Override
    public final QueryResultsIterator<KeyValue> getPrivateDataByRange(String collection, String start, String end) {
        throw privateData();
    }

    @Override
    public final QueryResultsIterator<KeyValue> getPrivateDataByPartialCompositeKey(String collection, String key) {
        throw privateData();
    }

    @Override
    public final QueryResultsIterator<KeyValue> getPrivateDataByPartialCompositeKey(
            String collection, CompositeKey key) {
        throw privateData();
    }

    @Override
    public final QueryResultsIterator<KeyValue> getPrivateDataByPartialCompositeKey(
            String collection, String objectType, String... attributes) {
        throw privateData();
    }

    @Override
    public final QueryResultsIterator<KeyValue> getPrivateDataQueryResult(String collection, String query) {
        throw privateData();
    }
}
