package org.credence.network.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;

/** A small contract on the plain shim: notes by key, a counter, lists. */
public final class NotesContract extends ChaincodeBase {
    @Override
    public Response init(ChaincodeStub stub) {
        return ResponseUtils.newSuccessResponse();
    }

    @Override
    public Response invoke(ChaincodeStub stub) {
        List<String> args = stub.getParameters();
        return switch (stub.getFunction()) {
            case "put" -> put(stub, args.get(0), args.get(1));
            case "delete" -> delete(stub, args.get(0));
            case "get" -> ResponseUtils.newSuccessResponse(stub.getState(args.get(0)));
            case "increment" -> increment(stub, args.get(0));
            case "bump" -> bump(stub, args.get(0));
            case "list" -> ResponseUtils.newSuccessResponse(text(list(stub.getStateByRange(args.get(0), args.get(1)))));
            case "countInto" -> countInto(stub, args);
            case "putTyped" -> putTyped(stub, args);
            case "listTyped" ->
                ResponseUtils.newSuccessResponse(text(list(stub.getStateByPartialCompositeKey(
                        args.get(0), args.subList(1, args.size()).toArray(String[]::new)))));
            case "history" -> history(stub, args.get(0));
            case "call" -> stub.invokeChaincodeWithStringArgs(args.get(0), args.subList(1, args.size()));
            case "page" -> page(stub, args);
            case "query" -> ResponseUtils.newSuccessResponse(text(list(stub.getQueryResult(args.get(0)))));
            case "refuse" -> ResponseUtils.newErrorResponse(args.get(0));
            case "throw" -> throw new IllegalStateException(args.get(0));
            default -> ResponseUtils.newErrorResponse("no function " + stub.getFunction());
        };
    }

    private static Response put(ChaincodeStub stub, String key, String value) {
        stub.putStringState(key, value);
        stub.setEvent("noted", text(key + "=" + value));
        return ResponseUtils.newSuccessResponse(text(value));
    }

    private static Response delete(ChaincodeStub stub, String key) {
        stub.delState(key);
        return ResponseUtils.newSuccessResponse();
    }

    private static Response increment(ChaincodeStub stub, String key) {
        String now = stub.getStringState(key);
        String next = Integer.toString(now.isEmpty() ? 1 : Integer.parseInt(now) + 1);
        stub.putStringState(key, next);
        return ResponseUtils.newSuccessResponse(text(next));
    }

    private static Response bump(ChaincodeStub stub, String key) {
        stub.setEvent("bumped", text(key));
        return increment(stub, key);
    }

    /* Reads a whole range, writes how many keys it has: a phantom when the range changes meanwhile. */
    private static Response countInto(ChaincodeStub stub, List<String> args) {
        String all = list(stub.getStateByRange(args.get(0), args.get(1)));
        stub.putStringState(args.get(2), Long.toString(all.lines().count()));
        return ResponseUtils.newSuccessResponse();
    }

    private static Response putTyped(ChaincodeStub stub, List<String> args) {
        CompositeKey key = new CompositeKey(args.get(0), args.subList(1, args.size() - 1));
        stub.putStringState(key.toString(), args.get(args.size() - 1));
        return ResponseUtils.newSuccessResponse();
    }

    private static Response page(ChaincodeStub stub, List<String> args) {
        StringJoiner keys = new StringJoiner(" ");
        try (var page = stub.getStateByRangeWithPagination(
                args.get(0), args.get(1), Integer.parseInt(args.get(2)), args.get(3))) {
            page.forEach(entry -> keys.add(entry.getKey()));
            return ResponseUtils.newSuccessResponse(
                    text(keys + " -> " + page.getMetadata().getBookmark()));
        }
    }

    private static Response history(ChaincodeStub stub, String key) {
        StringJoiner lines = new StringJoiner("\n");
        stub.getHistoryForKey(key)
                .forEach(change -> lines.add(change.isDeleted() ? "deleted" : change.getStringValue()));
        return ResponseUtils.newSuccessResponse(text(lines.toString()));
    }

    private static String list(QueryResultsIterator<KeyValue> results) {
        StringJoiner lines = new StringJoiner("\n");
        try (results) {
            results.forEach(entry -> lines.add(entry.getKey() + "=" + entry.getStringValue()));
        }
        return lines.toString();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
