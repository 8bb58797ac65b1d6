package org.credence.network.ledger.endorse;

import java.util.Iterator;
import java.util.List;
import org.hyperledger.fabric.protos.peer.QueryResponseMetadata;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;

/**
 * Results that are all there.
 *
 * @param bookmark where the next page starts; empty when there is none
 */
record ListResults<T>(List<T> results, String bookmark)
        implements QueryResultsIterator<T>, QueryResultsIteratorWithMetadata<T> {
    ListResults {
        results = List.copyOf(results);
    }

    @Override
    public Iterator<T> iterator() {
        return results.iterator();
    }

    @Override
    public QueryResponseMetadata getMetadata() {
        return QueryResponseMetadata.newBuilder()
                .setFetchedRecordsCount(results.size())
                .setBookmark(bookmark)
                .build();
    }

    @Override
    public void close() {}
}
