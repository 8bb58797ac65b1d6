package org.credence.network.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.credence.network.identity.IssueRequest;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.GatewayException;

/**
 * A process of its own that runs a ledger and a client, and prints each key whose commit was reported. Ends when the ledger
 * takes no more, with the reason; or when it is killed.
 */
public final class LedgerProcess {
    static final String COMMITTED = "committed ";
    static final String REFUSED = "refused ";
    static final String STILL_READS = "still reads ";

    private LedgerProcess() {}

    /** What the process writes. */
    enum Writes {
        /** Values that everybody sees. */
        PUBLIC {
            @Override
            LedgerConfig config(Consortium consortium) {
                return consortium.config();
            }

            @Override
            void write(Client client, String key, String value) throws GatewayException, CommitException {
                client.contract().submitTransaction("put", key, value);
            }

            @Override
            String read(Client client, String key) throws GatewayException {
                return new String(client.contract().evaluateTransaction("get", key), StandardCharsets.UTF_8);
            }
        },

        /** Private data. */
        PRIVATE {
            @Override
            LedgerConfig config(Consortium consortium) {
                return Secrets.config(consortium, Secrets.COLLECTIONS);
            }

            @Override
            void write(Client client, String key, String value) throws GatewayException, CommitException {
                caller(client).put(Secrets.CLOSED, key, value);
            }

            @Override
            String read(Client client, String key) throws GatewayException {
                return caller(client).get(Secrets.CLOSED, key);
            }

            private Secrets.Caller caller(Client client) {
                return new Secrets.Caller(client, client.network().getContract(Secrets.CONTRACT));
            }
        };

        abstract LedgerConfig config(Consortium consortium);

        abstract void write(Client client, String key, String value) throws GatewayException, CommitException;

        abstract String read(Client client, String key) throws GatewayException;
    }

    /** @param args the consortium's folder, the prefix of the keys to write, how long each value is, which {@link Writes} */
    public static void main(String[] args) throws IOException {
        Consortium consortium = new Consortium(Paths.get(args[0]), InstantSource.system(), "HostMSP", "AMSP");
        String value = "x".repeat(Integer.parseInt(args[2]));
        Writes writes = Writes.valueOf(args[3]);
        try (EmbeddedLedger ledger = EmbeddedLedger.start(writes.config(consortium));
                Client client = new Client(
                        ledger.port(),
                        consortium.authority("AMSP").issue(IssueRequest.client("client")),
                        consortium
                                .authority("HostMSP")
                                .organization()
                                .tlsRoots()
                                .get(0))) {
            run(client, writes, args[1], value);
        }
    }

    @SuppressWarnings("SystemOut") // The parent process reads it.
    private static void run(Client client, Writes writes, String prefix, String value) {
        for (int i = 0; ; i++) {
            try {
                writes.write(client, prefix + i, value);
                System.out.println(COMMITTED + prefix + i);
            } catch (GatewayException | CommitException e) {
                System.out.println(REFUSED + e.getMessage());
                break;
            }
        }
        try {
            writes.write(client, "one more", "x");
        } catch (GatewayException | CommitException e) {
            System.out.println(REFUSED + e.getMessage());
        }
        try {
            System.out.println(STILL_READS + writes.read(client, prefix + "0").equals(value));
        } catch (GatewayException e) {
            System.out.println(STILL_READS + e.getMessage());
        }
    }

    /** Starts the process; a limit on the size of its files stands in for a full disk. */
    static Process start(Path folder, String prefix, int valueLength, Writes writes, List<String> wrapper)
            throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LedgerProcess.class.getName(),
                folder.toString(),
                prefix,
                Integer.toString(valueLength),
                writes.name()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
