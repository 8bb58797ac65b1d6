package org.credence.network.fabric.conformance;

import static org.credence.network.fabric.conformance.ConformanceChaincode.composite;
import static org.credence.network.fabric.conformance.ConformanceChaincode.done;
import static org.credence.network.fabric.conformance.ConformanceChaincode.lines;
import static org.credence.network.fabric.conformance.ConformanceChaincode.transientValue;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.shim.ChaincodeStub;

/** The functions of {@link ConformanceChaincode} on private data: the collection first; values come as transient data. */
final class PrivateFunctions {
    private PrivateFunctions() {}

    /** The function's answer; empty when there is none of this name. */
    static Optional<String> call(ChaincodeStub stub, String function, List<String> args) {
        return switch (function) {
            case "putPrivate" -> done(() -> stub.putPrivateData(args.get(0), args.get(1), transientValue(stub)));
            case "getPrivate" -> Optional.of(stub.getPrivateDataUTF8(args.get(0), args.get(1)));
            case "hashPrivate" ->
                Optional.of(HexFormat.of().formatHex(stub.getPrivateDataHash(args.get(0), args.get(1))));
            case "deletePrivate" -> done(() -> stub.delPrivateData(args.get(0), args.get(1)));
            case "purgePrivate" -> done(() -> stub.purgePrivateData(args.get(0), args.get(1)));
            case "putPrivateThenGet" -> {
                stub.putPrivateData(args.get(0), args.get(1), transientValue(stub));
                yield Optional.of(stub.getPrivateDataUTF8(args.get(0), args.get(1)));
            }
            case "appendPrivate" -> {
                String now = stub.getPrivateDataUTF8(args.get(0), args.get(1));
                stub.putPrivateData(args.get(0), args.get(1), now + "+");
                yield Optional.of("");
            }
            case "rangePrivate" ->
                Optional.of(lines(stub.getPrivateDataByRange(args.get(0), args.get(1), args.get(2))));
            case "putPrivateComposite" ->
                done(() -> stub.putPrivateData(
                        args.get(0), composite(args.subList(1, args.size())), transientValue(stub)));
            case "compositePrivate" ->
                Optional.of(lines(stub.getPrivateDataByPartialCompositeKey(
                        args.get(0), args.get(1), args.subList(2, args.size()).toArray(String[]::new))));
            case "rangePrivateThenPut" -> {
                String found = lines(stub.getPrivateDataByRange(args.get(0), "", ""));
                stub.putStringState("after", "a private range");
                yield Optional.of(found);
            }
            case "putThenRangePrivate" -> {
                stub.putStringState("before", "a private range");
                yield Optional.of(lines(stub.getPrivateDataByRange(args.get(0), "", "")));
            }
            default -> Optional.empty();
        };
    }
}
