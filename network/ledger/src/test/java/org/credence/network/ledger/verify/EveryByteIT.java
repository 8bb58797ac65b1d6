package org.credence.network.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.Client;
import org.credence.network.ledger.Consortium;
import org.credence.network.ledger.EmbeddedLedger;
import org.credence.network.ledger.LedgerConfig;
import org.credence.network.ledger.Secrets;
import org.credence.network.ledger.collection.CollectionDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every single byte of a blocks file counts. */
final class EveryByteIT {
    @Test
    void aChangeOfAnyByteIsFound(@TempDir Path folder) throws Exception {
        assertEveryByteCounts(smallChain(folder));
    }

    @Test
    void aChangeOfAnyByteIsFoundWhereThereArePrivateData(@TempDir Path folder) throws Exception {
        assertEveryByteCounts(smallChainWithPrivateData(folder));
    }

    private static void assertEveryByteCounts(byte[] content) {
        int[] unnoticed = IntStream.range(0, content.length)
                .parallel()
                .filter(offset -> holds(changed(content, offset)))
                .toArray();

        assertThat(holds(content)).isTrue();
        assertThat(unnoticed).isEmpty();
    }

    /* Another value at each byte, not always the same bits. */
    private static byte[] changed(byte[] content, int offset) {
        byte[] changed = content.clone();
        changed[offset] ^= (byte) (1 + offset % 255);
        return changed;
    }

    private static boolean holds(byte[] content) {
        try (ChainVerifier verifier = ChainVerifier.of(content)) {
            verifier.forEachRemaining(block -> {});
            return true;
        } catch (BlockFaultException e) {
            return false;
        }
    }

    /* Three blocks of one organization without revocation lists: two of its certificates are a good part of each block. */
    private static byte[] smallChain(Path folder) throws Exception {
        Consortium consortium = new Consortium(folder, InstantSource.system(), "HostMSP");
        return chain(consortium, consortium.config(), client -> {
            client.contract().submitTransaction("increment", "n");
            client.contract().submitTransaction("increment", "n");
        });
    }

    /* The definition of a collection, a private value that expires, one that reads it. */
    private static byte[] smallChainWithPrivateData(Path folder) throws Exception {
        Consortium consortium = new Consortium(folder, InstantSource.system(), "HostMSP");
        CollectionDefinition collection = new CollectionDefinition("own", List.of("HostMSP"), 0, 0, 1, true, true);
        return chain(consortium, Secrets.config(consortium, List.of(collection)), client -> {
            var contract = client.network().getContract(Secrets.CONTRACT);
            contract.submitTransaction("append", "own", "k");
            contract.submitTransaction("append", "own", "k");
            contract.submitTransaction("purge", "own", "other");
            contract.submitTransaction("append", "own", "k");
        });
    }

    private interface Calls {
        void by(Client client) throws Exception;
    }

    private static byte[] chain(Consortium consortium, LedgerConfig config, Calls calls) throws Exception {
        List<Organization> organizations = consortium.organizations().stream()
                .map(it -> new Organization(it.mspId(), it.roots(), it.tlsRoots(), List.of()))
                .toList();
        try (EmbeddedLedger ledger = EmbeddedLedger.start(new LedgerConfig(
                        config.folder(),
                        config.channel(),
                        config.chaincodes(),
                        organizations,
                        config.host(),
                        0,
                        config.clock(),
                        config.collections()));
                Client client = new Client(
                        ledger.port(),
                        consortium.authority("HostMSP").issue(IssueRequest.client("client")),
                        organizations.get(0).tlsRoots().get(0))) {
            calls.by(client);
            return Files.readAllBytes(ledger.blocksFile());
        }
    }
}
