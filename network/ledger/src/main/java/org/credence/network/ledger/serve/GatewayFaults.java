package org.credence.network.ledger.serve;

import com.google.protobuf.Any;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.credence.network.ledger.endorse.CallFailedException;
import org.credence.network.ledger.endorse.ProposalRefusedException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/** Failures as Fabric's gateway reports them: a gRPC status, and one detail that names the peer and what it said. */
final class GatewayFaults {
    private final String mspId;
    private final String address;

    /**
     * @param mspId the host's organization
     * @param address of the host
     */
    GatewayFaults(String mspId, String address) {
        this.mspId = mspId;
        this.address = address;
    }

    /** What an endorsement's failure looks like; the reason is in the details. */
    StatusRuntimeException endorse(String reason) {
        return detailed(
                Status.Code.ABORTED, "failed to endorse transaction, see attached details for more info", reason);
    }

    /** What an evaluation's failure looks like. */
    StatusRuntimeException evaluate(CallFailedException failure) {
        return failure.isAnswer()
                ? detailed(
                        Status.Code.UNKNOWN,
                        "evaluate call to endorser returned error: " + failure.reason(),
                        failure.reason())
                : detailed(
                        Status.Code.ABORTED,
                        "failed to evaluate transaction, see attached details for more info",
                        failure.reason());
    }

    /** What the refusal of a proposal to be evaluated looks like. */
    StatusRuntimeException evaluate(ProposalRefusedException refusal) {
        return detailed(
                Status.Code.FAILED_PRECONDITION,
                "evaluate call to endorser returned error: " + refusal.reason(),
                refusal.reason());
    }

    /** What a call of a contract looks like that no peer has. */
    static StatusRuntimeException noContract(String name, String channel) {
        return Status.FAILED_PRECONDITION
                .withDescription("no peers available for chaincode " + name + " in channel " + channel
                        + ": there is no contract '" + name + "' on the channel")
                .asRuntimeException();
    }

    /** What the refusal of a signed transaction looks like. */
    StatusRuntimeException submit(String reason) {
        return detailed(Status.Code.ABORTED, "failed to submit transaction: " + reason, reason);
    }

    static StatusRuntimeException denied(String reason) {
        return Status.PERMISSION_DENIED.withDescription(reason).asRuntimeException();
    }

    static StatusRuntimeException invalid(String reason) {
        return Status.INVALID_ARGUMENT.withDescription(reason).asRuntimeException();
    }

    static StatusRuntimeException unavailable(RuntimeException cause) {
        return Status.UNAVAILABLE
                .withDescription(cause.getMessage())
                .withCause(cause)
                .asRuntimeException();
    }

    private StatusRuntimeException detailed(Status.Code code, String message, String reason) {
        ErrorDetail detail = ErrorDetail.newBuilder()
                .setAddress(address)
                .setMspId(mspId)
                .setMessage(reason)
                .build();
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(message)
                .addDetails(Any.pack(detail))
                .build());
    }
}
