package org.credence.network.fabric.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.contract.ClientIdentity;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;

/**
 * A contract that does with the stub what its caller says, and answers with what it got, one entry a line. What the stub
 * throws becomes the answer's message, except where the function is there to throw. Private data: {@link PrivateFunctions}.
 */
final class ConformanceChaincode extends ChaincodeBase {
    /** The name of the transient value. */
    static final String VALUE = "value";

    /** How to answer with an error. */
    private static final String STATUS = "status";

    @Override
    public Response init(ChaincodeStub stub) {
        return ResponseUtils.newSuccessResponse();
    }

    @Override
    public Response invoke(ChaincodeStub stub) {
        List<String> args = stub.getParameters();
        String function = stub.getFunction();
        if (function.equals("throw")) {
            throw new IllegalStateException(args.get(0));
        }
        try {
            if (function.equals(STATUS)) {
                return new Response(Integer.parseInt(args.get(0)), args.get(1), new byte[0]);
            }
            if (function.equals("call")) {
                return stub.invokeChaincodeWithStringArgs(args.get(0), args.subList(1, args.size()));
            }
            Optional<String> answer = state(stub, function, args)
                    .or(() -> queries(stub, function, args))
                    .or(() -> surroundings(stub, function, args))
                    .or(() -> PrivateFunctions.call(stub, function, args));
            return answer.map(text -> ResponseUtils.newSuccessResponse(utf8(text)))
                    .orElseGet(() -> ResponseUtils.newErrorResponse("no function '" + function + "'"));
        } catch (RuntimeException e) {
            return ResponseUtils.newErrorResponse(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> state(ChaincodeStub stub, String function, List<String> args) {
        return switch (function) {
            case "put" -> done(() -> stub.putStringState(args.get(0), args.get(1)));
            case "putTransient" -> done(() -> stub.putState(args.get(0), transientValue(stub)));
            case "putBig" -> done(() -> stub.putStringState(args.get(0), args.get(1)));
            case "putTwice" ->
                done(() -> {
                    stub.putStringState(args.get(0), args.get(1));
                    stub.putStringState(args.get(0), args.get(2));
                });
            case "putThenGet" -> {
                stub.putStringState(args.get(0), args.get(1));
                yield Optional.of(stub.getStringState(args.get(0)));
            }
            case "delete" -> done(() -> stub.delState(args.get(0)));
            case "get" -> Optional.of(stub.getStringState(args.get(0)));
            case "increment" -> {
                String now = stub.getStringState(args.get(0));
                String next = Integer.toString(now.isEmpty() ? 1 : Integer.parseInt(now) + 1);
                stub.putStringState(args.get(0), next);
                yield Optional.of(next);
            }
            case "putComposite" ->
                done(() -> stub.putStringState(composite(args.subList(0, args.size() - 1)), args.get(args.size() - 1)));
            case "history" -> Optional.of(history(stub, args.get(0)));
            default -> Optional.empty();
        };
    }

    private static Optional<String> queries(ChaincodeStub stub, String function, List<String> args) {
        return switch (function) {
            case "range" -> Optional.of(lines(stub.getStateByRange(args.get(0), args.get(1))));
            case "composite" ->
                Optional.of(lines(stub.getStateByPartialCompositeKey(
                        args.get(0), args.subList(1, args.size()).toArray(String[]::new))));
            case "page" -> Optional.of(page(stub, args));
            case "pageOfComposite" ->
                Optional.of(page(stub.getStateByPartialCompositeKeyWithPagination(
                        new CompositeKey(args.get(0)), Integer.parseInt(args.get(1)), args.get(2))));
            case "richQuery" -> Optional.of(lines(stub.getQueryResult(args.get(0))));
            case "countInto" -> {
                long count = lines(stub.getStateByRange(args.get(0), args.get(1)))
                        .lines()
                        .count();
                stub.putStringState(args.get(2), Long.toString(count));
                yield Optional.of(Long.toString(count));
            }
            case "firstInto" -> {
                String first = stub.getStateByRange(args.get(0), args.get(1))
                        .iterator()
                        .next()
                        .getKey();
                stub.putStringState(args.get(2), first);
                yield Optional.of(first);
            }
            case "pageThenPut" -> {
                page(stub, args);
                stub.putStringState("after", "a page");
                yield Optional.of("");
            }
            case "putThenPage" -> {
                stub.putStringState("before", "a page");
                yield Optional.of(page(stub, args));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<String> surroundings(ChaincodeStub stub, String function, List<String> args) {
        return switch (function) {
            case "event" -> done(() -> args.forEach(arg -> stub.setEvent(arg, utf8("payload of " + arg))));
            case "context" ->
                Optional.of(String.join(
                        "\n",
                        stub.getTxId(),
                        stub.getChannelId(),
                        stub.getTxTimestamp().toString(),
                        HexFormat.of().formatHex(stub.getBinding()),
                        HexFormat.of().formatHex(stub.getCreator()),
                        String.join(" ", stub.getStringArgs())));
            case "caller" -> Optional.of(caller(stub, args.get(0)));
            case "transientNames" ->
                Optional.of(String.join(
                        " ", stub.getTransient().keySet().stream().sorted().toList()));
            default -> Optional.empty();
        };
    }

    private static String caller(ChaincodeStub stub, String attribute) {
        try {
            ClientIdentity identity = new ClientIdentity(stub);
            return String.join(
                    "\n", identity.getMSPID(), identity.getId(), String.valueOf(identity.getAttributeValue(attribute)));
        } catch (java.security.cert.CertificateException | java.io.IOException | org.json.JSONException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String history(ChaincodeStub stub, String key) {
        List<String> lines = new ArrayList<>();
        stub.getHistoryForKey(key)
                .forEach(change -> lines.add(change.getTxId() + " "
                        + (change.isDeleted() ? "deleted" : "set to " + change.getStringValue()) + " at "
                        + change.getTimestamp()));
        return String.join("\n", lines);
    }

    private static String page(ChaincodeStub stub, List<String> args) {
        return page(stub.getStateByRangeWithPagination(
                args.get(0), args.get(1), Integer.parseInt(args.get(2)), args.get(3)));
    }

    /* The entries, then how many there are, then the bookmark. */
    private static String page(QueryResultsIteratorWithMetadata<KeyValue> results) {
        List<String> lines = new ArrayList<>();
        results.forEach(entry -> lines.add(entry.getKey() + "=" + entry.getStringValue()));
        lines.add(Integer.toString(results.getMetadata().getFetchedRecordsCount()));
        lines.add(results.getMetadata().getBookmark());
        return String.join("\n", lines);
    }

    static String lines(QueryResultsIterator<KeyValue> results) {
        List<String> lines = new ArrayList<>();
        results.forEach(entry -> lines.add(entry.getKey() + "=" + entry.getStringValue()));
        return String.join("\n", lines);
    }

    static String composite(List<String> parts) {
        return new CompositeKey(parts.get(0), parts.subList(1, parts.size())).toString();
    }

    static byte[] transientValue(ChaincodeStub stub) {
        return stub.getTransient().get(VALUE);
    }

    static Optional<String> done(Runnable call) {
        call.run();
        return Optional.of("");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
