package org.credence.node.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.OutcomeUnknownException;
import org.credence.network.fabric.DaemonProcess;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.NetworkStatus;
import org.credence.node.config.StudyFile;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberCredit;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole studies on a real Fabric network of four hosts whose parts are killed or replaced meanwhile: each ends like the same study on
 * the embedded ledger that nobody disturbed. The tests share the network, each starts what is not running, and each has a study of its
 * own.
 */
@Timeout(600)
final class FabricFaultsIT {
    /** No member misses a deadline because of an outage: then the results would be others. */
    private static final int PHASE_SECONDS = 300;

    private static final int BUDGET_PER_ROUND = 100;
    private static final int ROUND_OF_OUTAGE = 3;
    private static final MemberId E = new MemberId("E");

    private static SmallFabric fabric;
    private static RunFolder folder;

    @TempDir
    private Path place;

    @BeforeAll
    static void found(@TempDir Path shared) {
        SmallFabric.require();
        folder = new RunFolder(shared.resolve("run"));
        fabric = SmallFabric.in(folder.network());
    }

    @AfterAll
    static void stop() {
        if (fabric != null) {
            fabric.close();
        }
    }

    @BeforeEach
    void start() {
        fabric.network().up();
    }

    @Test
    void partsThatAreKilledOneAfterAnotherChangeNothing() throws Exception {
        List<Function<FabricNetwork, DaemonProcess>> victims = List.of(
                network -> network.orderer(follower(network)),
                network -> network.orderer(leader(network)),
                network -> network.peer("A"),
                network -> network.peer("C"),
                network -> service(network, "B"));
        StudyFile file = study("killed", Casualties.rounds(victims.size()));
        var casualties = new Casualties(fabric.network(), file.study(), victims);

        assertSameAsUndisturbed(file, casualties);

        casualties.awaitBack();
        assertThat(casualties.killed()).hasSameSizeAs(victims);
        assertThat(casualties.killed().subList(0, 2)).allMatch(name -> name.startsWith("orderer of "));
        assertThat(casualties.killed().subList(2, 4)).containsExactly("peer of A", "peer of C");
        long height = fabric.network().status().height();
        fabric.network().hosts().forEach(host -> fabric.network().awaitHeight(host, height));
        NetworkStatus after = fabric.network().status();
        assertThat(after.isWell()).as("%s", after).isTrue();
    }

    @Test
    void withTwoOfFourOrderersNothingIsWrittenAndTheStudyGoesOnWhenTheyReturn() throws Exception {
        Outage outage =
                outage(network -> List.of(network.orderer(leader(network)), network.orderer(follower(network))));

        assertSameAsUndisturbed(study("two-orderers", 8), outage);

        assertThat(outage.told()).singleElement().satisfies(told -> {
            assertThat(told).isInstanceOf(OutcomeUnknownException.class);
            assertThat(told.getMessage())
                    .contains("sending the command again is harmless")
                    .contains("reaches too few orderers for a quorum");
        });
        assertReadMeanwhile(outage);
    }

    @Test
    void withTwoOfFourPeersNothingIsEndorsedAndTheStudyGoesOnWhenTheyReturn() throws Exception {
        Outage outage = outage(network -> List.of(network.peer("A"), network.peer("B")));

        assertSameAsUndisturbed(study("two-peers", 8), outage);

        assertThat(outage.told()).singleElement().satisfies(told -> {
            assertThat(told).isExactlyInstanceOf(LedgerUnavailableException.class);
            assertThat(told.getMessage())
                    .startsWith("the ledger could not be used within 10 s: ")
                    .contains("reaches too few endorsing peers to satisfy the endorsement policy")
                    .endsWith("; try later");
        });
        assertReadMeanwhile(outage);
    }

    @Test
    void aNewVersionOfTheContractInMidStudyChangesNothing() throws Exception {
        StudyFile file = study("upgraded", 12);
        String version = "2.0";
        var upgrade = new Upgrade(file, version);

        assertSameAsUndisturbed(file, upgrade);

        assertThat(upgrade.begun()).isLessThan(upgrade.inForce());
        assertThat(fabric.network().status().contract()).isEqualTo("credence 2.0, sequence 2");
    }

    /** The contract's next version, put in force while rounds go on; the study waits for it before its last rounds. */
    private static final class Upgrade implements Trouble {
        private final StudyFile file;
        private final String version;
        private Optional<CompletableFuture<Void>> running = Optional.empty();
        private int begun;
        private int inForce;

        Upgrade(StudyFile file, String version) {
            this.file = file;
            this.version = version;
        }

        @Override
        public void meanwhile(LocalNetwork local, StateView state) {
            Study now = state.get(Keys.study(file.study()));
            if (now == null || now.status() != Study.Status.RUNNING) {
                return;
            }
            if (running.isEmpty() && now.round() >= 2) {
                begun = now.round();
                running = Optional.of(CompletableFuture.runAsync(
                        () -> fabric.network().upgrade(version, ContractPrograms.credence())));
            }
            if (inForce == 0 && now.round() >= file.schedule().rounds() - 3) {
                running.orElseThrow().join();
                inForce = now.round();
            }
        }

        /** The round in which it began. */
        int begun() {
            return begun;
        }

        /** The round in which it was in force at the latest. */
        int inForce() {
            return inForce;
        }
    }

    private static Outage outage(Function<FabricNetwork, List<DaemonProcess>> victims) {
        return new Outage(fabric.network(), folder, E, ROUND_OF_OUTAGE, victims);
    }

    private static void assertReadMeanwhile(Outage outage) {
        assertThat(outage.readMeanwhile())
                .singleElement()
                .satisfies(study -> assertThat(study.map(Study::round)).contains(ROUND_OF_OUTAGE));
    }

    private static StudyFile study(String name, int rounds) {
        String yaml = SmallStudy.yaml(PHASE_SECONDS).replace("study: small", "study: " + name);
        return StudyFile.parse(name + ".yaml", yaml).withRounds(rounds);
    }

    private static String leader(FabricNetwork network) {
        return network.status().leader().orElseThrow();
    }

    private static String follower(FabricNetwork network) {
        String leader = leader(network);
        return network.hosts().stream()
                .filter(host -> !host.equals(leader))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static DaemonProcess service(FabricNetwork network, String host) {
        return network.contracts(host).stream()
                .filter(DaemonProcess::isRunning)
                .findFirst()
                .orElseThrow();
    }

    /** Runs a study in trouble here and without any on the embedded ledger, and audits what is left here. */
    private void assertSameAsUndisturbed(StudyFile file, Trouble trouble) throws Exception {
        var calm = new TroubledStudy(
                file,
                Files.createDirectory(place.resolve("calm-data")),
                new RunFolder(place.resolve("calm")),
                new LedgerChoice.Embedded());
        var troubled = new TroubledStudy(file, Files.createDirectory(place.resolve("data")), folder, fabric.choice());

        StudyResult expected = calm.run(new Trouble() {});
        StudyResult result = troubled.run(trouble);

        assertThat(result.failures()).isEmpty();
        assertThat(troubled.warnings()).isEqualTo(calm.warnings());
        assertThat(StudyFacts.of(result)).isEqualTo(StudyFacts.of(expected));
        assertCountedOnce(result, troubled.tally());
        assertThat(troubled.audit().finding()).isEmpty();
    }

    private static void assertCountedOnce(StudyResult result, BlockTally tally) {
        var spec = result.book().spec();
        int rounds = spec.schedule().rounds();
        for (int round = 0; round < rounds; round++) {
            assertThat(tally.sets(Keys.included(spec.study(), round)))
                    .as("seals of round %d", round)
                    .isEqualTo(1);
            for (MemberId member : SmallStudy.MEMBERS) {
                assertThat(tally.sets(Keys.commit(spec.study(), round, member)))
                        .as("updates of %s in round %d", member, round)
                        .isEqualTo(1);
            }
        }
        StateView state = result.state();
        long credited = state.get(Keys.earnings(spec.study())).members().stream()
                .mapToLong(MemberCredit::amount)
                .sum();
        long returned = state.get(Keys.study(spec.study())).returned();
        assertThat(credited + returned).isEqualTo((long) BUDGET_PER_ROUND * rounds);
    }
}
