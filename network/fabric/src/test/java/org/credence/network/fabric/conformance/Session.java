package org.credence.network.fabric.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.credence.network.identity.IssueRequest;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.Transaction;

/** An engine that runs, and a client of each of its organizations. */
final class Session implements AutoCloseable {
    private final Engine engine;
    private final Map<String, Member> members = new TreeMap<>();

    Session(Engine engine) {
        this.engine = engine;
    }

    Engine engine() {
        return engine;
    }

    /** The client of the organization that stands at this place. */
    Member member(int place) {
        return member(Engine.HOSTS.get(place));
    }

    private Member member(String mspId) {
        return members.computeIfAbsent(mspId, id -> Member.of(engine, id, IssueRequest.client("client")));
    }

    /** A client of the first organization, where it does not matter who calls. */
    Member anybody() {
        return member(0);
    }

    /** A client of an organization that is no member of the collections. */
    Member outsider() {
        return member(Engine.MEMBERS);
    }

    /** Calls a function of which everything that follows may depend: it is committed, valid, and every peer has it. */
    Status submit(Member member, Proposal proposal) throws GatewayException {
        Transaction transaction = proposal.endorse();
        Status status = member.submit(transaction);
        assertThat(status.getCode()).isEqualTo(org.hyperledger.fabric.protos.peer.TxValidationCode.VALID);
        everybodyHas(status.getTransactionId());
        return status;
    }

    Status submit(String function, String... args) throws GatewayException {
        return submit(anybody(), anybody().proposal(function, args));
    }

    /** The same with one transient value. */
    Status submitPrivate(Member member, String value, String function, String... args) throws GatewayException {
        return submit(member, member.proposal(Map.of(ConformanceChaincode.VALUE, value), function, args));
    }

    /** Waits until the peers of all organizations have the transaction's block. */
    void everybodyHas(String transactionId) throws GatewayException {
        for (String mspId : Engine.HOSTS) {
            member(mspId).status(transactionId);
        }
    }

    /** Stops the engine and starts it again; members have to be asked for anew. */
    void restart() throws IOException {
        disconnect();
        engine.restart();
    }

    private void disconnect() {
        members.values().forEach(Member::close);
        members.clear();
    }

    @Override
    public void close() throws IOException {
        disconnect();
        engine.close();
    }
}
