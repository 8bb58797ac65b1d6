package org.credence.node.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.node.config.StudyFile;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.FlagKind;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are revoked, expired, of a stranger or of another role, during a study on a real Fabric network. */
@Timeout(300)
final class FabricCertificatesIT {
    /** Enough for a member whose node goes on, also on a busy machine. */
    private static final int PHASE_SECONDS = 10;

    private static final int LONG_PHASE_SECONDS = 300;
    private static final MemberId B = new MemberId("B");
    private static final MemberId C = new MemberId("C");
    private static final MemberId E = new MemberId("E");

    @TempDir
    private Path place;

    private RunFolder folder;

    private SmallFabric fabric;

    @BeforeEach
    void prepare() {
        SmallFabric.require();
        folder = new RunFolder(place.resolve("run"));
    }

    @AfterEach
    void stop() {
        if (fabric != null) {
            fabric.close();
        }
    }

    private TroubledStudy study(StudyFile file) throws Exception {
        fabric = SmallFabric.in(folder.network());
        fabric.network().up();
        return new TroubledStudy(file, Files.createDirectory(place.resolve("data")), folder, fabric.choice());
    }

    @Test
    void aMemberWhoseCertificateIsRevokedIsRefusedWithinTheRoundAndTheOthersGoOn() throws Exception {
        TroubledStudy study = study(SmallStudy.file(PHASE_SECONDS));
        var revocation = new Revocation(SmallStudy.file(PHASE_SECONDS), folder, E);

        StudyResult result = study.run(revocation);

        Study end = result.state().get(Keys.study(result.book().spec().study()));
        assertThat(end.status()).isEqualTo(Study.Status.COMPLETE);
        assertThat(result.failures()).containsOnlyKeys(E);
        assertThat(result.failures().get(E))
                .contains("CN=member, OU=client, O=E")
                .contains("revoked")
                .contains("ask your certificate authority for a new one");
        BlockTally tally = study.tally();
        assertThat(tally.configurations()).hasSize(2);
        assertThat(tally.lastCall(E)).isLessThan(tally.configurations().get(1));
        assertThat(tally.lastCall(B)).isGreaterThan(tally.configurations().get(1));
        int revoked = revocation.round().orElseThrow();
        for (int round = revoked + 1; round < end.round(); round++) {
            assertThat(tally.sets(Keys.commit(result.book().spec().study(), round, E)))
                    .as("updates of E in round %d", round)
                    .isZero();
        }
        assertThat(study.audit().finding()).isEmpty();
    }

    /** One member's certificate is revoked when the second round is open. */
    private static final class Revocation implements Trouble {
        private final StudyFile file;
        private final RunFolder folder;
        private final MemberId member;
        private Optional<Integer> round = Optional.empty();

        Revocation(StudyFile file, RunFolder folder, MemberId member) {
            this.file = file;
            this.folder = folder;
            this.member = member;
        }

        /** The round that was open when the list was in force. */
        Optional<Integer> round() {
            return round;
        }

        @Override
        public void meanwhile(LocalNetwork network, StateView state) {
            Study now = state.get(Keys.study(file.study()));
            if (now != null && now.status() == Study.Status.RUNNING && now.round() == 1 && round.isEmpty()) {
                round = Optional.of(now.round());
                network.authorityOf(member)
                        .revoke(EnrolmentFolder.read(folder.certificates(member).resolve("member"), member.value()));
                network.announceRevocations(member);
            }
        }
    }

    @Test
    void callsThatShouldNotBeAreRefusedWithTheirReasonAndChangeNothing() throws Exception {
        StudyFile file = SmallStudy.file(LONG_PHASE_SECONDS).withRounds(2);
        var intruders = new Intruders(file.study(), folder, place.resolve("stranger"));
        intruders.foundOldAuthority();
        TroubledStudy study = study(file);

        StudyResult result = study.run(new Trouble() {
            @Override
            public void meanwhile(LocalNetwork network, StateView state) {
                intruders.tryOnce(network, state);
            }
        });

        Map<String, String> answers = intruders.answers();
        assertThat(answers).containsEntry("the same again", "OK_NOOP");
        assertThat(answers.get("another one")).startsWith("ALREADY_COMMITTED: C committed update ");
        assertThat(answers.get("too late")).startsWith("ALREADY_COMMITTED: E committed update ");
        assertThat(answers.get("in A's name")).startsWith("ALREADY_COMMITTED: B committed update ");
        assertThat(answers.get("as a board")).startsWith("WRONG_ROLE: ");
        assertThat(answers.get("without a role")).startsWith("WRONG_ROLE: ");
        assertThat(answers.get("as a stranger")).contains("not of a member's certificate authority");
        assertThat(answers.get("long expired")).contains("expired at").contains("renew");
        assertThat(result.failures()).isEmpty();
        assertThat(result.state().get(Keys.flag(file.study(), B, FlagKind.EQUIVOCATION, 0)))
                .isTrue();
        assertThat(result.state().get(Keys.flag(file.study(), C, FlagKind.EQUIVOCATION, 0)))
                .isTrue();
        BlockTally tally = study.tally();
        for (MemberId member : SmallStudy.MEMBERS) {
            for (int round = 0; round < 2; round++) {
                assertThat(tally.sets(Keys.commit(file.study(), round, member)))
                        .as("updates of %s in round %d", member, round)
                        .isEqualTo(1);
            }
        }
        assertThat(study.audit().finding()).isEmpty();
    }
}
