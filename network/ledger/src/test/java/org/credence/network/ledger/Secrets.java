package org.credence.network.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.credence.network.identity.Enrolment;
import org.credence.network.ledger.collection.CollectionDefinition;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.shim.Chaincode;

/** {@link SecretsContract} on a ledger of a host and a member, with a client of each. */
public final class Secrets implements AutoCloseable {
    public static final String CONTRACT = "secrets";
    /** Both are members; values are kept for ever, and anybody may call. */
    public static final String SHARED = "shared";
    /** The member alone, and only its clients may call. */
    public static final String CLOSED = "closed";
    /** The member alone; anybody may call. */
    public static final String OPEN = "open";
    /** Both are members; values live for two blocks more than their own. */
    public static final String SHORT = "short";

    /** The collections above. */
    public static final List<CollectionDefinition> COLLECTIONS = List.of(
            new CollectionDefinition(SHARED, List.of(LedgerFixture.HOST, LedgerFixture.MEMBER), 0, 1, 0, false, false),
            new CollectionDefinition(CLOSED, List.of(LedgerFixture.MEMBER), 0, 1, 0, true, true),
            new CollectionDefinition(OPEN, List.of(LedgerFixture.MEMBER), 0, 1, 0, false, false),
            new CollectionDefinition(SHORT, List.of(LedgerFixture.HOST, LedgerFixture.MEMBER), 0, 1, 2, false, false));

    private static final Map<String, Chaincode> CHAINCODES = Map.of(CONTRACT, new SecretsContract());

    private final LedgerFixture fixture;

    public Secrets(Path folder) throws IOException {
        fixture = new LedgerFixture(folder, consortium -> config(consortium, COLLECTIONS));
    }

    /** A ledger with these collections. */
    public static LedgerConfig config(Consortium consortium, List<CollectionDefinition> collections) {
        LedgerConfig plain = consortium.config(CHAINCODES);
        return new LedgerConfig(
                plain.folder(),
                plain.channel(),
                plain.chaincodes(),
                plain.organizations(),
                plain.host(),
                plain.port(),
                plain.clock(),
                Map.of(CONTRACT, collections));
    }

    public LedgerFixture fixture() {
        return fixture;
    }

    /** What a client of this organization does. */
    public Caller as(String mspId) {
        return as(fixture.consortium().client(mspId));
    }

    public Caller as(Enrolment enrolment) {
        Client client = fixture.client(enrolment);
        return new Caller(client, client.network().getContract(CONTRACT));
    }

    /** A client and the contract as it sees it. */
    public record Caller(Client client, Contract contract) {
        public void put(String collection, String key, String value) throws GatewayException, CommitException {
            endorsedPut(collection, key, value).submit();
        }

        public Transaction endorsedPut(String collection, String key, String value) throws GatewayException {
            return contract.newProposal("put")
                    .addArguments(collection, key)
                    .putTransient(SecretsContract.VALUE, value)
                    .build()
                    .endorse();
        }

        /** The function on a key that is no argument. */
        public String submitHidden(String function, String collection, String key, String value)
                throws GatewayException, CommitException {
            byte[] result = contract.newProposal(function)
                    .addArguments(collection)
                    .putTransient(SecretsContract.KEY, key)
                    .putTransient(SecretsContract.VALUE, value)
                    .build()
                    .endorse()
                    .submit();
            return new String(result, StandardCharsets.UTF_8);
        }

        public Transaction endorsed(String function, String... args) throws GatewayException {
            return contract.newProposal(function).addArguments(args).build().endorse();
        }

        public void submit(String function, String... args) throws GatewayException, CommitException {
            contract.submitTransaction(function, args);
        }

        public String evaluate(String function, String... args) throws GatewayException {
            return new String(contract.evaluateTransaction(function, args), StandardCharsets.UTF_8);
        }

        public String get(String collection, String key) throws GatewayException {
            return evaluate("get", collection, key);
        }

        public String hash(String collection, String key) throws GatewayException {
            return evaluate("hash", collection, key);
        }
    }

    @Override
    public void close() {
        fixture.close();
    }
}
