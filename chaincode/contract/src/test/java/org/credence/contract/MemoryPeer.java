package org.credence.contract;

import com.google.protobuf.ByteString;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.credence.protocol.TxContext;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.jspecify.annotations.Nullable;

/** A peer in memory: composite keys as Fabric has them, one transaction at a time, no validation. */
final class MemoryPeer {
    /** What a transaction left: the contract's answer, what it wrote, the event it set. */
    record Simulation(
            Chaincode.Response response,
            NavigableMap<String, ByteString> writes,
            @Nullable String event,
            ByteString payload) {}

    private final Chaincode contract;
    private final NavigableMap<String, ByteString> state = new TreeMap<>();
    private final Creators creators;

    MemoryPeer(Creators creators, Chaincode contract) {
        this.creators = creators;
        this.contract = contract;
    }

    NavigableMap<String, ByteString> state() {
        return state;
    }

    /** Runs a call and keeps what it wrote, if the contract endorses it. */
    Simulation submit(TxContext sender, String function, String argument) {
        Simulation simulation = simulate(
                creators.of(sender.caller().value(), sender.role().attribute()), sender.time(), function, argument);
        if (simulation.response().getStatusCode() == 200) {
            state.putAll(simulation.writes());
        }
        return simulation;
    }

    /** Runs a call and forgets what it wrote. */
    Simulation simulate(byte[] creator, long time, String... call) {
        var stub = new Stub(creator, time, List.of(call));
        Chaincode.Response response = contract.invoke(stub.proxy());
        return new Simulation(response, stub.writes, stub.event, stub.payload);
    }

    private final class Stub {
        private final byte[] creator;
        private final long time;
        private final List<byte[]> call;
        private final NavigableMap<String, ByteString> writes = new TreeMap<>();
        private @Nullable String event;
        private ByteString payload = ByteString.EMPTY;

        Stub(byte[] creator, long time, List<String> call) {
            this.creator = creator;
            this.time = time;
            this.call = call.stream()
                    .map(part -> part.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }

        /** The stub has 43 methods, of which a contract like ours needs eight. */
        ChaincodeStub proxy() {
            return (ChaincodeStub) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ChaincodeStub.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "getArgs" -> call;
                        case "getFunction" -> new String(call.get(0), StandardCharsets.UTF_8);
                        case "getCreator" -> creator;
                        case "getTxTimestamp" -> Instant.ofEpochSecond(time, 999_999_999);
                        case "getState" ->
                            state.getOrDefault(arguments[0], ByteString.EMPTY).toByteArray();
                        case "putState" ->
                            writes.put((String) arguments[0], ByteString.copyFrom((byte[]) arguments[1]));
                        case "setEvent" -> {
                            event = (String) arguments[0];
                            payload = ByteString.copyFrom((byte[]) arguments[1]);
                            yield null;
                        }
                        case "getStateByPartialCompositeKey" ->
                            range(new CompositeKey((String) arguments[0], (String[]) arguments[1]).toString());
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
        }

        private QueryResultsIterator<KeyValue> range(String prefix) {
            List<KeyValue> found = new ArrayList<>();
            state.subMap(prefix, true, prefix + Character.toString(Character.MAX_CODE_POINT), false)
                    .forEach((key, value) -> found.add(new Fact(key, value.toByteArray())));
            return new Range(found);
        }
    }

    private record Range(List<KeyValue> facts) implements QueryResultsIterator<KeyValue> {
        @Override
        public Iterator<KeyValue> iterator() {
            return facts.iterator();
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }

    private static final class Fact implements KeyValue {
        private final String key;
        private final byte[] value;

        Fact(String key, byte[] value) {
            this.key = key;
            this.value = value;
        }

        @Override
        public String getKey() {
            return key;
        }

        @Override
        public byte[] getValue() {
            return value;
        }

        @Override
        public String getStringValue() {
            return new String(value, StandardCharsets.UTF_8);
        }
    }
}
