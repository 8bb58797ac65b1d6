package org.credence.network.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.credence.network.identity.IssueRequest;
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

    /** @param args the consortium's folder, the prefix of the keys to write, how long each value is */
    public static void main(String[] args) throws IOException {
        Consortium consortium = new Consortium(Paths.get(args[0]), InstantSource.system(), "HostMSP", "AMSP");
        String value = "x".repeat(Integer.parseInt(args[2]));
        try (EmbeddedLedger ledger = EmbeddedLedger.start(consortium.config());
                Client client = new Client(
                        ledger.port(),
                        consortium.authority("AMSP").issue(IssueRequest.client("client")),
                        consortium
                                .authority("HostMSP")
                                .organization()
                                .tlsRoots()
                                .get(0))) {
            run(client, args[1], value);
        }
    }

    @SuppressWarnings("SystemOut") // The parent process reads it.
    private static void run(Client client, String prefix, String value) {
        for (int i = 0; ; i++) {
            try {
                client.contract().submitTransaction("put", prefix + i, value);
                System.out.println(COMMITTED + prefix + i);
            } catch (GatewayException | org.hyperledger.fabric.client.CommitException e) {
                System.out.println(REFUSED + e.getMessage());
                break;
            }
        }
        try {
            client.contract().submitTransaction("put", "one more", "x");
        } catch (GatewayException | org.hyperledger.fabric.client.CommitException e) {
            System.out.println(REFUSED + e.getMessage());
        }
        try {
            byte[] read = client.contract().evaluateTransaction("get", prefix + "0");
            System.out.println(STILL_READS + (read.length == value.length()));
        } catch (GatewayException e) {
            System.out.println(STILL_READS + e.getMessage());
        }
    }

    /** Starts the process; a limit on the size of its files stands in for a full disk. */
    static Process start(Path folder, String prefix, int valueLength, List<String> wrapper) throws IOException {
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
                Integer.toString(valueLength)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
