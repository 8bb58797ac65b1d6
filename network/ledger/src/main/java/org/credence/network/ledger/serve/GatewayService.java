package org.credence.network.ledger.serve;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.config.ConfigCodec;
import org.credence.network.ledger.endorse.CallFailedException;
import org.credence.network.ledger.endorse.Endorser;
import org.credence.network.ledger.endorse.ProposalCheck;
import org.credence.network.ledger.endorse.ProposalRefusedException;
import org.credence.network.ledger.message.ChaincodeProposal;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.PrivateSet;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.order.Commits;
import org.credence.network.ledger.order.LedgerBusyException;
import org.credence.network.ledger.order.LedgerStoppedException;
import org.credence.network.ledger.order.Orderer;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.network.ledger.store.TransactionPlace;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.credence.network.ledger.validate.TransactionCheck;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fabric's Gateway service over one embedded ledger. */
final class GatewayService extends GatewayGrpc.GatewayImplBase {
    private static final Logger log = LoggerFactory.getLogger(GatewayService.class);
    private static final int OK = 200;

    private final Backend backend;
    private final LedgerQueries queries;
    private final ReaderCheck readers;
    private final GatewayFaults faults;
    private final Executor executor;

    /** The ledger behind the services. */
    record Backend(
            LedgerStore store, Orderer orderer, ProposalCheck proposals, Endorser endorser, InstantSource clock) {}

    GatewayService(Backend backend, ReaderCheck readers, GatewayFaults faults, Executor executor) {
        this.backend = backend;
        this.queries = new LedgerQueries(backend.store());
        this.readers = readers;
        this.faults = faults;
        this.executor = executor;
    }

    @Override
    public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> out) {
        answer(out, () -> {
            try {
                ChannelConfig config = backend.orderer().check().config();
                ChaincodeProposal proposal = backend.proposals().check(request.getProposedTransaction(), config);
                return EvaluateResponse.newBuilder()
                        .setResult(evaluate(proposal, config))
                        .build();
            } catch (ProposalRefusedException e) {
                throw faults.evaluate(e);
            } catch (CallFailedException e) {
                throw faults.evaluate(e);
            }
        });
    }

    private Response evaluate(ChaincodeProposal proposal, ChannelConfig config) throws CallFailedException {
        if (proposal.header().chaincode().equals(LedgerQueries.NAME)) {
            return Response.newBuilder()
                    .setStatus(OK)
                    .setPayload(queries.answer(proposal))
                    .build();
        }
        requireContract(proposal);
        return backend.endorser().evaluate(proposal, config.membership());
    }

    private void requireContract(ChaincodeProposal proposal) {
        String name = proposal.header().chaincode();
        if (!backend.endorser().runs(name)) {
            throw GatewayFaults.noContract(name, proposal.header().channel());
        }
    }

    @Override
    public void endorse(EndorseRequest request, StreamObserver<EndorseResponse> out) {
        answer(out, () -> {
            backend.orderer().requireRunning();
            try {
                ChannelConfig config = backend.orderer().check().config();
                ChaincodeProposal proposal = backend.proposals().check(request.getProposedTransaction(), config);
                requireContract(proposal);
                return EndorseResponse.newBuilder()
                        .setPreparedTransaction(backend.endorser().endorse(proposal, config.membership()))
                        .build();
            } catch (ProposalRefusedException | CallFailedException e) {
                throw faults.endorse(String.valueOf(e.getMessage()));
            }
        });
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitResponse> out) {
        answer(out, () -> {
            TransactionCheck check = backend.orderer().check();
            CheckedTransaction checked = check.check(request.getPreparedTransaction());
            if (checked.bytes().size() > ConfigCodec.MAX_BYTES) {
                throw faults.submit("the transaction has " + checked.bytes().size() + " bytes, at most "
                        + ConfigCodec.MAX_BYTES + " are taken; keep large values off the ledger");
            }
            if (checked.code() != TxValidationCode.VALID) {
                throw faults.submit(checked.code() + ": " + checked.reason());
            }
            requireNotExpired(check, checked);
            EndorsedTransaction transaction = checked.transaction().orElseThrow();
            List<PrivateSet> privateSets = privateSets(transaction);
            backend.orderer().submit(checked, check.config(), privateSets);
            if (!privateSets.isEmpty()) {
                forgetWhenCommitted(transaction);
            }
            return SubmitResponse.getDefaultInstance();
        });
    }

    /* A peer takes a transaction whose private data it lacks; here no other could ever bring them. */
    private List<PrivateSet> privateSets(EndorsedTransaction transaction) {
        Optional<List<PrivateSet>> held = backend.endorser().privateData().of(transaction);
        if (held.isEmpty()
                && backend.store()
                        .transaction(transaction.header().transactionId())
                        .isEmpty()) {
            throw faults.submit("the private data of this transaction are not held any more: it was endorsed before the"
                    + " ledger was started, or too long ago; endorse it again");
        }
        return held.orElse(List.of());
    }

    private void forgetWhenCommitted(EndorsedTransaction transaction) {
        String id = transaction.header().transactionId();
        backend.orderer().commits().await(id, new Commits.PlaceListener() {
            @Override
            public void onCommit(TransactionPlace place) {
                backend.endorser().privateData().forget(transaction);
            }

            @Override
            public void onStop(LedgerStoppedException reason) {
                // The ledger ends, and with it what it holds.
            }
        });
    }

    /* Validation judges certificates at the transaction's time; whoever submits must hold one that is good now. */
    private void requireNotExpired(TransactionCheck check, CheckedTransaction checked) {
        try {
            check.config()
                    .membership()
                    .identify(checked.envelope().orElseThrow().header().creator())
                    .requireValidAt(backend.clock().instant());
        } catch (IdentityRefusedException e) {
            throw faults.submit(TxValidationCode.BAD_CREATOR_SIGNATURE + ": " + e.getMessage());
        }
    }

    @Override
    public void commitStatus(SignedCommitStatusRequest signed, StreamObserver<CommitStatusResponse> out) {
        var call = (ServerCallStreamObserver<CommitStatusResponse>) out;
        CommitStatusRequest request;
        try {
            request = CommitStatusRequest.parseFrom(signed.getRequest());
            readers.requireSigned(request.getIdentity(), signed.getSignature(), signed.getRequest());
            readers.requireChannel(request.getChannelId());
        } catch (InvalidProtocolBufferException e) {
            out.onError(GatewayFaults.invalid("the commit status request cannot be read"));
            return;
        } catch (IdentityRefusedException e) {
            out.onError(GatewayFaults.denied(e.reason()));
            return;
        }
        Commits.PlaceListener listener = new StatusAnswer(call);
        call.setOnCancelHandler(() -> backend.orderer().commits().forget(request.getTransactionId(), listener));
        backend.orderer().commits().await(request.getTransactionId(), listener);
    }

    private static final class StatusAnswer implements Commits.PlaceListener {
        private final ServerCallStreamObserver<CommitStatusResponse> out;

        StatusAnswer(ServerCallStreamObserver<CommitStatusResponse> out) {
            this.out = out;
        }

        @Override
        public void onCommit(TransactionPlace place) {
            if (!out.isCancelled()) {
                out.onNext(CommitStatusResponse.newBuilder()
                        .setResult(place.code())
                        .setBlockNumber(place.block())
                        .build());
                out.onCompleted();
            }
        }

        @Override
        public void onStop(LedgerStoppedException reason) {
            if (!out.isCancelled()) {
                out.onError(GatewayFaults.unavailable(reason));
            }
        }
    }

    @Override
    public void chaincodeEvents(SignedChaincodeEventsRequest signed, StreamObserver<ChaincodeEventsResponse> out) {
        try {
            ChaincodeEventsRequest request = ChaincodeEventsRequest.parseFrom(signed.getRequest());
            readers.requireSigned(request.getIdentity(), signed.getSignature(), signed.getRequest());
            readers.requireChannel(request.getChannelId());
            new EventStream(
                            backend.store(),
                            backend.orderer().commits(),
                            readers,
                            executor,
                            (ServerCallStreamObserver<ChaincodeEventsResponse>) out,
                            eventRequest(request))
                    .start();
        } catch (InvalidProtocolBufferException e) {
            out.onError(GatewayFaults.invalid("the chaincode events request cannot be read"));
        } catch (IdentityRefusedException e) {
            out.onError(GatewayFaults.denied(e.reason()));
        }
    }

    private EventStream.Request eventRequest(ChaincodeEventsRequest request) {
        Optional<TransactionPlace> after = backend.store().transaction(request.getAfterTransactionId());
        long from = after.map(TransactionPlace::block).orElseGet(() -> start(request.getStartPosition()));
        return new EventStream.Request(request.getIdentity(), request.getChaincodeId(), from, after);
    }

    private long start(SeekPosition position) {
        long height = backend.store().head().height();
        return switch (position.getTypeCase()) {
            case OLDEST -> 0;
            case NEWEST -> height - 1;
            case SPECIFIED -> position.getSpecified().getNumber();
            case NEXT_COMMIT, TYPE_NOT_SET -> height;
        };
    }

    private interface Answer<T> {
        T get();
    }

    private static <T> void answer(StreamObserver<T> out, Answer<T> answer) {
        T result;
        try {
            result = answer.get();
        } catch (StatusRuntimeException e) {
            out.onError(e);
            return;
        } catch (LedgerStoppedException | LedgerBusyException e) {
            out.onError(GatewayFaults.unavailable(e));
            return;
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("a request failed");
            out.onError(Status.INTERNAL
                    .withDescription("the ledger failed: " + e)
                    .withCause(e)
                    .asRuntimeException());
            return;
        }
        out.onNext(result);
        out.onCompleted();
    }
}
