package org.credence.network.ledger.endorse;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.message.ChaincodeProposal;
import org.credence.network.ledger.message.ChaincodeResult;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.PrivateSet;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.Membership;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.msp.SigningIdentity;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.network.ledger.store.StateSnapshot;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.shim.Chaincode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs checked proposals and signs what came of them. Safe for many threads. */
public final class Endorser {
    private static final Logger log = LoggerFactory.getLogger(Endorser.class);
    private static final int FIRST_FAILING_STATUS = 400;
    private static final String FAILURE = "error in simulation: transaction returned with failure: ";

    private final LedgerStore store;
    private final Contracts contracts;
    private final SigningIdentity peer;
    private final SignatureVerifier signatures;
    private final KeyHistory history;
    private final EndorsedPrivateData privateData = new EndorsedPrivateData();

    public Endorser(LedgerStore store, Contracts contracts, SigningIdentity peer, SignatureVerifier signatures) {
        this.store = store;
        this.contracts = contracts;
        this.peer = peer;
        this.signatures = signatures;
        this.history = new KeyHistory(store);
    }

    /** The private data of transactions that were endorsed and are not committed yet. */
    public EndorsedPrivateData privateData() {
        return privateData;
    }

    /** Whether the channel has a contract of this name. */
    public boolean runs(String contract) {
        return contracts.find(contract).isPresent();
    }

    /**
     * What a call came to.
     *
     * @param privateSets what it wrote to private data collections, in clear
     */
    private record Simulated(ChaincodeResult result, List<PrivateSet> privateSets) {}

    /**
     * What the proposal's call answers on the state as it is.
     *
     * @param membership in force
     * @throws CallFailedException when the contract is unknown, refuses or fails
     */
    public Response evaluate(ChaincodeProposal proposal, Membership membership) throws CallFailedException {
        return simulate(proposal, membership).result().response();
    }

    private Simulated simulate(ChaincodeProposal proposal, Membership membership) throws CallFailedException {
        String name = proposal.header().chaincode();
        Chaincode contract = contracts
                .find(name)
                .orElseThrow(() -> CallFailedException.failed("there is no contract '" + name + "' on the channel"));
        try (StateSnapshot snapshot = store.snapshot()) {
            Simulation simulation = new Simulation(snapshot, store.privateData(), caller(proposal, membership));
            LedgerStub stub =
                    LedgerStub.of(new LedgerStub.Environment(proposal, simulation, history, contracts, peer.mspId()));
            Response response = response(invoke(contract, stub));
            if (response.getStatus() >= FIRST_FAILING_STATUS) {
                throw CallFailedException.answered(response.getStatus(), response.getMessage());
            }
            return new Simulated(
                    new ChaincodeResult(
                            name, Contracts.VERSION, response, event(stub, proposal), simulation.readWriteSet()),
                    simulation.privateData().privateSets());
        }
    }

    private PrivateSimulation.Caller caller(ChaincodeProposal proposal, Membership membership)
            throws CallFailedException {
        try {
            return new PrivateSimulation.Caller(
                    proposal.header().transactionId(),
                    proposal.header().channel(),
                    membership.identify(proposal.header().creator()).mspId(),
                    membership.organizations().stream().map(Organization::mspId).collect(Collectors.toSet()),
                    store.collections());
        } catch (IdentityRefusedException e) {
            throw CallFailedException.failed("the caller is not of the channel any more: " + e.reason());
        }
    }

    /**
     * The proposal's transaction, endorsed, for the client to sign.
     *
     * @param membership in force, which knows the host's peer
     * @throws CallFailedException as for {@link #evaluate}; also when the host's own certificate no longer holds
     */
    public Envelope endorse(ChaincodeProposal proposal, Membership membership) throws CallFailedException {
        Simulated simulated = simulate(proposal, membership);
        ByteString responsePayload = EndorsedTransaction.responsePayload(proposal, simulated.result());
        ByteString signature = peer.sign(responsePayload, peer.creator());
        try {
            signatures.trust(membership.identify(peer.creator()), signature, responsePayload, peer.creator());
        } catch (IdentityRefusedException e) {
            throw CallFailedException.failed("the host's own certificate is refused: " + e.reason());
        }
        privateData.add(proposal.header().transactionId(), simulated.privateSets());
        Endorsement endorsement = Endorsement.newBuilder()
                .setEndorser(peer.creator())
                .setSignature(signature)
                .build();
        return EndorsedTransaction.unsigned(proposal, responsePayload, List.of(endorsement));
    }

    private static Chaincode.Response invoke(Chaincode contract, LedgerStub stub) throws CallFailedException {
        try {
            return contract.invoke(stub);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("transaction", stub.getTxId())
                    .addKeyValue("function", stub.getFunction())
                    .setCause(e)
                    .log("a contract threw");
            throw CallFailedException.failed(FAILURE + e);
        }
    }

    /* The shim that serves a peer cannot send any other status: it fails when it looks one up. */
    private static Response response(Chaincode.Response answer) throws CallFailedException {
        if (answer.getStatus() == null) {
            throw CallFailedException.failed(
                    FAILURE + "a contract's status is 200, 400 or 500, was " + answer.getStatusCode());
        }
        Response.Builder response = Response.newBuilder().setStatus(answer.getStatusCode());
        Optional.ofNullable(answer.getMessage()).ifPresent(response::setMessage);
        Optional.ofNullable(answer.getPayload()).map(ByteString::copyFrom).ifPresent(response::setPayload);
        return response.build();
    }

    private static Optional<ChaincodeEvent> event(LedgerStub stub, ChaincodeProposal proposal) {
        return Optional.ofNullable(stub.getEvent())
                .map(event -> event.toBuilder()
                        .setChaincodeId(proposal.header().chaincode())
                        .setTxId(proposal.header().transactionId())
                        .build());
    }
}
