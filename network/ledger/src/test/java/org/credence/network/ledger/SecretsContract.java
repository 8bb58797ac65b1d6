package org.credence.network.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;

/** A small contract on private data: the collection first, the key second; values come as transient data. */
public final class SecretsContract extends ChaincodeBase {
    /** The name of the transient value. */
    public static final String VALUE = "value";
    /** The name of the transient key, where it is to be no argument, which everybody sees. */
    public static final String KEY = "key";

    @Override
    public Response init(ChaincodeStub stub) {
        return ResponseUtils.newSuccessResponse();
    }

    @Override
    public Response invoke(ChaincodeStub stub) {
        List<String> args = stub.getParameters();
        String collection = args.get(0);
        return switch (stub.getFunction()) {
            case "put" -> {
                stub.putPrivateData(collection, key(stub), stub.getTransient().get(VALUE));
                yield ResponseUtils.newSuccessResponse();
            }
            case "get" -> ResponseUtils.newSuccessResponse(stub.getPrivateData(collection, key(stub)));
            case "hash" -> answer(HexFormat.of().formatHex(stub.getPrivateDataHash(collection, args.get(1))));
            case "delete" -> {
                stub.delPrivateData(collection, args.get(1));
                yield ResponseUtils.newSuccessResponse();
            }
            case "purge" -> {
                stub.purgePrivateData(collection, key(stub));
                yield ResponseUtils.newSuccessResponse();
            }
            case "append" -> {
                String now = stub.getPrivateDataUTF8(collection, args.get(1));
                stub.putPrivateData(collection, args.get(1), now + "+");
                yield ResponseUtils.newSuccessResponse();
            }
            case "list" -> answer(list(stub.getPrivateDataByRange(collection, args.get(1), args.get(2))));
            case "listTyped" -> answer(list(stub.getPrivateDataByPartialCompositeKey(collection, args.get(1))));
            case "putTyped" -> {
                String key = stub.createCompositeKey(args.get(1), args.get(2)).toString();
                stub.putPrivateData(collection, key, stub.getTransient().get(VALUE));
                yield ResponseUtils.newSuccessResponse();
            }
            case "listThenPut" -> {
                String all = list(stub.getPrivateDataByRange(collection, "", ""));
                stub.putStringState("seen", all);
                yield ResponseUtils.newSuccessResponse();
            }
            case "putPublic" -> {
                stub.putStringState(args.get(0), args.get(1));
                yield ResponseUtils.newSuccessResponse();
            }
            default -> ResponseUtils.newErrorResponse("no function " + stub.getFunction());
        };
    }

    private static String key(ChaincodeStub stub) {
        List<String> args = stub.getParameters();
        return args.size() > 1 ? args.get(1) : new String(stub.getTransient().get(KEY), StandardCharsets.UTF_8);
    }

    private static Response answer(String text) {
        return ResponseUtils.newSuccessResponse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String list(QueryResultsIterator<KeyValue> results) {
        StringJoiner lines = new StringJoiner(" ");
        results.forEach(entry -> lines.add(entry.getKey() + "=" + entry.getStringValue()));
        return lines.toString();
    }
}
