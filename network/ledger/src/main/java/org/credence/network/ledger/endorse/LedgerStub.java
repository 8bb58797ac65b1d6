package org.credence.network.ledger.endorse;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.credence.network.ledger.message.ChaincodeProposal;
import org.credence.network.ledger.message.Hashes;
import org.credence.network.ledger.store.StateSnapshot;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyModification;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;
import org.jspecify.annotations.Nullable;

/** One contract's call, over a simulation. Behaves as the shim's own stub does against a peer. For one thread. */
final class LedgerStub extends PrivateDataStub {
    private final Environment environment;
    private final String contract;
    private final List<ByteString> args;
    /* The contracts that are running, this one last. */
    private final List<String> running;
    private @Nullable ChaincodeEvent event;

    /**
     * What calls of one transaction share.
     *
     * @param hostMspId the organization that runs the ledger
     */
    record Environment(
            ChaincodeProposal proposal,
            Simulation simulation,
            KeyHistory history,
            Contracts contracts,
            String hostMspId) {}

    private LedgerStub(Environment environment, String contract, List<ByteString> args, List<String> callers) {
        super(environment.simulation().privateData(), contract);
        this.environment = environment;
        this.contract = contract;
        this.args = args;
        this.running = Stream.concat(callers.stream(), Stream.of(contract)).toList();
    }

    /** The stub for the call that the proposal asks for. */
    static LedgerStub of(Environment environment) {
        ChaincodeProposal proposal = environment.proposal();
        return new LedgerStub(environment, proposal.header().chaincode(), proposal.arguments(), List.of());
    }

    @Override
    public List<byte[]> getArgs() {
        return args.stream().map(ByteString::toByteArray).toList();
    }

    @Override
    public List<String> getStringArgs() {
        return args.stream().map(ByteString::toStringUtf8).toList();
    }

    @Override
    public @Nullable String getFunction() {
        return args.isEmpty() ? null : args.get(0).toStringUtf8();
    }

    @Override
    public List<String> getParameters() {
        return args.stream().skip(1).map(ByteString::toStringUtf8).toList();
    }

    @Override
    public String getTxId() {
        return environment.proposal().header().transactionId();
    }

    @Override
    public String getChannelId() {
        return environment.proposal().header().channel();
    }

    @Override
    public Instant getTxTimestamp() {
        return environment.proposal().header().timestamp();
    }

    @Override
    public byte[] getCreator() {
        return environment.proposal().header().creator().toByteArray();
    }

    @Override
    public Map<String, byte[]> getTransient() {
        Map<String, byte[]> values = new LinkedHashMap<>();
        environment.proposal().transientValues().forEach((name, value) -> values.put(name, value.toByteArray()));
        return values;
    }

    @Override
    public byte[] getBinding() {
        var header = environment.proposal().header();
        ByteString epoch = ByteString.copyFrom(new byte[Long.BYTES]);
        return Hashes.sha256(header.nonce(), header.creator(), epoch).toByteArray();
    }

    @Override
    public SignedProposal getSignedProposal() {
        return environment.proposal().signed();
    }

    @Override
    public String getMspId() {
        return environment.hostMspId();
    }

    @Override
    public void setEvent(String name, byte @Nullable [] payload) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("event name can not be nil string");
        }
        ChaincodeEvent.Builder builder = ChaincodeEvent.newBuilder().setEventName(name);
        if (payload != null) {
            builder.setPayload(ByteString.copyFrom(payload));
        }
        event = builder.build();
    }

    @Override
    public @Nullable ChaincodeEvent getEvent() {
        return event;
    }

    @Override
    public byte[] getState(String key) {
        return environment
                .simulation()
                .read(contract, key)
                .orElse(ByteString.EMPTY)
                .toByteArray();
    }

    /** {@inheritDoc} An empty value deletes the key, as it does on a peer. */
    @Override
    public void putState(String key, byte[] value) {
        requireKey(key);
        environment
                .simulation()
                .write(contract, key, value.length == 0 ? Optional.empty() : Optional.of(ByteString.copyFrom(value)));
    }

    @Override
    public void delState(String key) {
        requireKey(key);
        environment.simulation().write(contract, key, Optional.empty());
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByRange(String startKey, String endKey) {
        return range(KeyRange.simple(startKey, endKey));
    }

    @Override
    public QueryResultsIteratorWithMetadata<KeyValue> getStateByRangeWithPagination(
            String startKey, String endKey, int pageSize, String bookmark) {
        return page(KeyRange.simple(startKey, endKey), pageSize, bookmark);
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByPartialCompositeKey(String compositeKey) {
        return getStateByPartialCompositeKey(KeyRange.compositeKey(compositeKey));
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByPartialCompositeKey(String objectType, String... attributes) {
        return getStateByPartialCompositeKey(new CompositeKey(objectType, attributes));
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByPartialCompositeKey(@Nullable CompositeKey compositeKey) {
        return range(KeyRange.composite(compositeKey));
    }

    @Override
    public QueryResultsIteratorWithMetadata<KeyValue> getStateByPartialCompositeKeyWithPagination(
            @Nullable CompositeKey compositeKey, int pageSize, String bookmark) {
        return page(KeyRange.composite(compositeKey), pageSize, bookmark);
    }

    @Override
    public CompositeKey createCompositeKey(String objectType, String... attributes) {
        return new CompositeKey(objectType, attributes);
    }

    @Override
    public CompositeKey splitCompositeKey(String compositeKey) {
        return CompositeKey.parseCompositeKey(compositeKey);
    }

    @Override
    public QueryResultsIterator<KeyModification> getHistoryForKey(String key) {
        List<KeyModification> changes = new ArrayList<>();
        environment
                .simulation()
                .history(contract, key)
                .forEach(version -> changes.add(environment.history().change(contract, key, version)));
        return new ListResults<>(changes, "");
    }

    /**
     * {@inheritDoc} The other contract shares this transaction's reads and writes; its event is dropped.
     *
     * @throws UnsuccessfulCallException when there is no such contract, or it is running already in this transaction: a peer
     *     cannot tell two calls of one contract in one transaction apart
     */
    @Override
    public Chaincode.Response invokeChaincode(String chaincodeName, List<byte[]> callArgs, @Nullable String channel) {
        if (channel != null && !channel.isBlank() && !channel.equals(getChannelId())) {
            throw refused("the embedded ledger has one channel, '" + getChannelId() + "', not '" + channel + "'");
        }
        Chaincode callee = environment
                .contracts()
                .find(chaincodeName)
                .orElseThrow(() -> refused("there is no contract '" + chaincodeName + "' on the channel"));
        if (running.contains(chaincodeName)) {
            throw refused("txid: " + getTxId() + "(" + getChannelId() + ") exists: contract '" + chaincodeName
                    + "' is running already in this transaction");
        }
        List<ByteString> copied = callArgs.stream().map(ByteString::copyFrom).toList();
        try {
            return callee.invoke(new LedgerStub(environment, chaincodeName, copied, running));
        } catch (RuntimeException e) {
            return new Chaincode.Response(Chaincode.Response.Status.INTERNAL_SERVER_ERROR, e.toString(), new byte[0]);
        }
    }

    private UnsuccessfulCallException refused(String reason) {
        return new UnsuccessfulCallException(getTxId(), reason);
    }

    private RangeResults range(KeyRange range) {
        return new RangeResults(environment.simulation().range(contract, range.start(), range.end()));
    }

    private ListResults<KeyValue> page(KeyRange range, int pageSize, String bookmark) {
        if (pageSize < 1) {
            throw new IllegalArgumentException("a page has at least 1 key, was " + pageSize);
        }
        environment.simulation().paginate();
        RangeReader reader =
                environment.simulation().range(contract, bookmark.isEmpty() ? range.start() : bookmark, range.end());
        List<KeyValue> page = new ArrayList<>();
        Optional<StateSnapshot.Entry> next = reader.next();
        while (next.isPresent() && page.size() < pageSize) {
            page.add(new StateEntry(next.get().key().key(), next.get().value().value()));
            next = reader.next();
        }
        return new ListResults<>(page, next.map(entry -> entry.key().key()).orElse(""));
    }
}
