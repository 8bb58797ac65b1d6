package org.credence.network.ledger.endorse;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.message.ChaincodeProposal;
import org.credence.network.ledger.message.ChaincodeResult;
import org.credence.network.ledger.message.EndorsedTransaction;
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

    private final LedgerStore store;
    private final Contracts contracts;
    private final SigningIdentity peer;
    private final SignatureVerifier signatures;
    private final KeyHistory history;

    public Endorser(LedgerStore store, Contracts contracts, SigningIdentity peer, SignatureVerifier signatures) {
        this.store = store;
        this.contracts = contracts;
        this.peer = peer;
        this.signatures = signatures;
        this.history = new KeyHistory(store);
    }

    /**
     * What the proposal's call comes to on the state as it is.
     *
     * @throws CallFailedException when the contract is unknown, refuses or fails
     */
    public ChaincodeResult simulate(ChaincodeProposal proposal) throws CallFailedException {
        String name = proposal.header().chaincode();
        Chaincode contract = contracts
                .find(name)
                .orElseThrow(() -> new CallFailedException("there is no contract '" + name + "' on the channel"));
        try (StateSnapshot snapshot = store.snapshot()) {
            Simulation simulation = new Simulation(snapshot);
            LedgerStub stub =
                    LedgerStub.of(new LedgerStub.Environment(proposal, simulation, history, contracts, peer.mspId()));
            Response response = response(invoke(contract, stub));
            if (response.getStatus() >= FIRST_FAILING_STATUS) {
                throw new CallFailedException(
                        "chaincode response " + response.getStatus() + ", " + response.getMessage());
            }
            return new ChaincodeResult(
                    name, Contracts.VERSION, response, event(stub, proposal), simulation.readWriteSet());
        }
    }

    /**
     * The proposal's transaction, endorsed, for the client to sign.
     *
     * @param membership in force, which knows the host's peer
     * @throws CallFailedException as for {@link #simulate}; also when the host's own certificate no longer holds
     */
    public Envelope endorse(ChaincodeProposal proposal, Membership membership) throws CallFailedException {
        ByteString responsePayload = EndorsedTransaction.responsePayload(proposal, simulate(proposal));
        ByteString signature = peer.sign(responsePayload, peer.creator());
        try {
            signatures.trust(membership.identify(peer.creator()), signature, responsePayload, peer.creator());
        } catch (IdentityRefusedException e) {
            throw new CallFailedException("the host's own certificate is refused: " + e.reason());
        }
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
            throw new CallFailedException("transaction returned with failure: " + e);
        }
    }

    private static Response response(Chaincode.Response answer) {
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
