package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.credence.ledger.Ledger;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.node.cli.local.FoundedStudy;
import org.credence.node.cli.local.SmallStudy;
import org.credence.node.cli.site.OneProcess;
import org.credence.node.cli.site.SiteFolder;
import org.credence.node.cli.site.SiteLedgers;
import org.credence.node.config.StudyFile;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every member a process of its own, and the ledger another: nothing is shared but the ledger and HTTPS on loopback. One of them is
 * killed again and again; the study comes to what it comes to in one process.
 */
@Timeout(300)
class NodeProcessesIT {
    private static final int ROUNDS = 6;
    private static final StudyFile FILE = SmallStudy.file(300).withRounds(ROUNDS);
    private static final StudyId STUDY = FILE.study();
    private static final MemberId LEAD = new MemberId("A");
    private static final MemberId UNLUCKY = new MemberId("C");
    private static final long KILL_SEED = 5;
    private static final int MOST_MILLIS = 300;

    @TempDir
    private Path place;

    private final Map<MemberId, Program> nodes = new TreeMap<>();
    private final List<Program> others = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        nodes.values().forEach(Program::close);
        others.forEach(Program::close);
        threads.shutdownNow();
    }

    private SiteFolder folder(MemberId member) {
        return new SiteFolder(place.resolve("net").resolve(member.value()));
    }

    private Path console(String name) {
        return place.resolve(name + ".txt");
    }

    private void startLedger() throws Exception {
        Program ledger = Program.start(
                Program.ownJdk(),
                console("ledger"),
                List.of(
                        "network",
                        "up",
                        "embedded",
                        "--dir",
                        place.resolve("net").toString(),
                        "--members",
                        "A,B,C,D,E"));
        others.add(ledger);
        ledger.await(() -> ledger.said().contains("the embedded ledger serves at"));
    }

    private static void done(String... arguments) {
        Invocation call = Invocation.of(arguments);
        assertThat(call.exitCode())
                .as("%s%n%s%n%s", List.of(arguments), call.out(), call.err())
                .isEqualTo(ExitCode.OK);
    }

    private void settle(MemberId member, Path rows) throws IOException {
        SiteFolder folder = folder(member);
        String data = member.value().toLowerCase(Locale.ROOT) + ".csv";
        FoundedStudy.copyRows(rows, folder.root().resolve("data"), List.of(data));
        String split = member.value().equals("B") ? ", beneficiaries: {B/trust: 7500, B/B: 2500}" : "";
        int port = freePort();
        Files.writeString(folder.settings(), """
                member: %s
                exchange: {listen: '127.0.0.1:%d'}
                studies: [{study: %s, data: %s, test: none%s}]
                board: {approves: [%s]}
                policy: {unprotected: true}
                """.formatted(member, port, STUDY, data, split, STUDY));
        done("member", "join", "--home", folder.root().toString(), "--address", "https://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Program start(MemberId member) throws IOException {
        Program node = Program.start(
                Program.ownJdk(),
                console("node-" + member),
                List.of("node", "--home", folder(member).root().toString()));
        nodes.put(member, node);
        return node;
    }

    /** Kills the unlucky one a little after each round but the last begins, and starts it again. */
    private void kill(Ledger ledger) throws Exception {
        var random = new SplittableRandom(KILL_SEED);
        for (int round = 0; round < ROUNDS - 1; round++) {
            int now = round;
            Program node = nodes.get(UNLUCKY);
            node.await(() -> ledger.read(Keys.study(STUDY)).orElseThrow().round() >= now);
            node.killAfter(random.nextInt(MOST_MILLIS));
            start(UNLUCKY);
        }
    }

    @Test
    void aStudyOfProcessesOneOfWhichIsKilledOverAndOverEndsAsInOneProcess() throws Exception {
        Path rows = Files.createDirectories(place.resolve("rows"));
        SmallStudy.writeData(rows);
        FoundedStudy study = FoundedStudy.of(FILE, rows);
        startLedger();
        for (MemberId member : SmallStudy.MEMBERS) {
            settle(member, rows);
        }
        study.writeDocuments(folder(LEAD).study(STUDY));
        for (MemberId member : SmallStudy.MEMBERS) {
            start(member);
        }
        try (var ledgers = new SiteLedgers(
                LEAD,
                folder(LEAD),
                folder(LEAD).connection(),
                new ClientEnvironment(InstantSource.system(), new SecureRandom(), new SecureRandom(), threads))) {
            Ledger lead = ledgers.as("member");
            study.propose(lead);
            nodes.get(LEAD).await(() -> study.startWhenComplete(lead));
            kill(lead);
            for (Program node : nodes.values()) {
                node.await(() -> node.said().contains("study %s: done".formatted(STUDY)));
            }

            OneProcess alone = OneProcess.run(FILE, rows, place.resolve("alone"));
            Study end = lead.read(Keys.study(STUDY)).orElseThrow();
            assertThat(end.status()).isEqualTo(Study.Status.COMPLETE);
            assertThat(end.finalModel()).isEqualTo(alone.model());
            assertThat(lead.read(Keys.earnings(STUDY))).isEqualTo(alone.earnings());
            assertThat(lead.read(Keys.statement(STUDY, 1))).isEqualTo(alone.statement());
        }
    }
}
