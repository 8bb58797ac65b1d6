package org.credence.node.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.credence.ledger.Ledger;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.node.audit.AuditReport;
import org.credence.node.evidence.RunFolder;
import org.credence.node.store.UpdateStore;
import org.credence.node.update.UpdateExchange;
import org.credence.protocol.FlagKind;
import org.credence.protocol.IncludedSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberCredit;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Members that fail or cheat on the whole line: the study goes on, or stops in a state that says why. */
@Timeout(120)
class FaultsIT {
    private static final StudyId STUDY = TroubledStudy.FILE.study();
    private static final MemberId A = new MemberId("A");
    private static final MemberId B = new MemberId("B");
    private static final MemberId C = new MemberId("C");
    private static final MemberId E = new MemberId("E");
    private static final long BUDGET = 200;

    @TempDir
    private Path place;

    private RunFolder folder;
    private TroubledStudy study;

    @BeforeEach
    void prepare() throws IOException {
        folder = new RunFolder(place.resolve("run"));
        study = new TroubledStudy(Files.createDirectory(place.resolve("data")), folder);
    }

    private static void assertComplete(StudyResult result) {
        StateView state = result.state();
        Study end = state.get(Keys.study(STUDY));
        assertThat(end.status()).isEqualTo(Study.Status.COMPLETE);
        assertThat(end.finalModel()).isEqualTo(result.modelHash());
        long credited = state.get(Keys.earnings(STUDY)).members().stream()
                .mapToLong(MemberCredit::amount)
                .sum();
        assertThat(credited + end.returned()).isEqualTo(BUDGET);
    }

    private static long credit(StudyResult result, MemberId member) {
        return result.state().get(Keys.earnings(STUDY)).members().stream()
                .filter(credit -> credit.member().equals(member))
                .mapToLong(MemberCredit::amount)
                .sum();
    }

    private void assertAuditPasses() throws IOException {
        assertThat(study.audit().finding()).isEmpty();
    }

    @Test
    void roundsGoOnAtTheirDeadlineWithoutAMemberThatNeverCommitsAndIntrudersChangeNothing() throws Exception {
        var intruders = new Intruders(STUDY, folder, place.resolve("stranger"));
        intruders.foundOldAuthority();
        StudyResult result = study.run(new Trouble() {
            @Override
            public Ledger ledger(LocalNetwork network, MemberId member) {
                Ledger right = network.member(member);
                return member.equals(E) ? new Faults.LosingLedger(right) : right;
            }

            @Override
            public void meanwhile(LocalNetwork network, StateView state) {
                intruders.tryOnce(network, state);
            }
        });

        assertComplete(result);
        StateView state = result.state();
        for (int round = 0; round < 2; round++) {
            IncludedSet included = state.get(Keys.included(STUDY, round));
            assertThat(included.members()).isEqualTo(SmallStudy.MEMBERS.subList(0, 4));
        }
        assertThat(credit(result, E)).isZero();
        assertThat(state.get(Keys.window(STUDY, 0)).vector().members()).doesNotContain(E);
        assertThat(study.warnings())
                .contains(
                        "E: no update in 2 of 2 rounds, which earned it nothing",
                        "B: sent a second, different update or model in round 0; the first one stands",
                        "C: sent a second, different update or model in round 0; the first one stands");
        assertThat(result.failures()).isEmpty();

        Map<String, String> answers = intruders.answers();
        assertThat(answers).containsEntry("the same again", "OK_NOOP");
        assertThat(answers.get("another one"))
                .startsWith("ALREADY_COMMITTED: C committed update ")
                .contains("that one stands, and the attempt to replace it is on record");
        assertThat(answers.get("too late"))
                .isEqualTo("WRONG_ROUND: round 1 of study small is open, was 0; commit to the open round");
        assertThat(answers.get("in A's name")).startsWith("ALREADY_COMMITTED: B committed update ");
        assertThat(answers.get("as a board")).startsWith("WRONG_ROLE: ");
        assertThat(answers.get("without a role")).startsWith("WRONG_ROLE: ");
        assertThat(answers.get("as a stranger")).contains("not of a member's certificate authority");
        assertThat(answers.get("long expired")).contains("expired at").contains("renew");

        assertThat(state.get(Keys.flag(STUDY, C, FlagKind.EQUIVOCATION, 0))).isTrue();
        assertThat(state.get(Keys.flag(STUDY, B, FlagKind.EQUIVOCATION, 0))).isTrue();
        assertThat(state.get(Keys.flag(STUDY, A, FlagKind.EQUIVOCATION, 0))).isNull();
        assertAuditPasses();
    }

    @Test
    void aMemberWhoseCertificateIsRevokedFallsOutAndTheOthersGoOn() throws Exception {
        var revoked = new AtomicBoolean();
        StudyResult result = study.run(new Trouble() {
            @Override
            public void meanwhile(LocalNetwork network, StateView state) {
                Study now = state.get(Keys.study(STUDY));
                if (now != null && now.status() == Study.Status.RUNNING && revoked.compareAndSet(false, true)) {
                    network.authorityOf(E)
                            .revoke(EnrolmentFolder.read(folder.certificates(E).resolve("member"), "E"));
                    network.announceRevocations(E);
                }
            }
        });

        assertComplete(result);
        assertThat(result.failures()).containsOnlyKeys(E);
        assertThat(result.failures().get(E))
                .contains("CN=member, OU=client, O=E")
                .contains("revoked")
                .contains("ask your certificate authority for a new one");
        assertThat(study.warnings()).anyMatch(line -> line.startsWith("E: no update in "));
        assertAuditPasses();
    }

    /** B's updates leave it with another byte; its manifest is right. */
    private static UpdateStore corrupting(UpdateStore own) {
        return new Faults.ServingStore(
                own, digest -> own.get(digest).map(bytes -> Faults.isUpdate(bytes) ? Faults.corrupted(bytes) : bytes));
    }

    @Test
    void anUpdateWhoseBytesDoNotMatchItsHashStopsTheStudyAndNothingIsCredited() {
        var trouble = new Trouble() {
            @Override
            public UpdateStore served(MemberId member, Map<MemberId, UpdateStore> stores) {
                return member.equals(B) ? corrupting(stores.get(member)) : stores.get(member);
            }
        };
        var stopped =
                catchThrowableOfType(StudyStoppedException.class, () -> study.run(trouble, Duration.ofSeconds(5)));

        assertThat(stopped.getMessage().lines().toList()).hasSize(2).satisfies(lines -> {
            assertThat(lines.get(0))
                    .startsWith("study small stopped: nothing happened for ")
                    .endsWith("s; round 1 has 1 updates, a quorum is 4; it waits for A, C, D, E");
            assertThat(lines.get(1))
                    .matches("the update of B for round 0 \\([0-9a-f]{8}\\) is included by the ledger, but neither B"
                            + " nor anybody else serves bytes with that hash; .*");
        });
        assertThat(study.has(Keys.included(STUDY, 0))).isTrue();
        assertThat(study.has(Keys.included(STUDY, 1))).isFalse();
        assertThat(study.has(Keys.earnings(STUDY))).isFalse();
    }

    @Test
    void anUpdateThatItsAuthorServesWronglyMayComeFromAnotherMember() throws Exception {
        StudyResult result = study.run(new Trouble() {
            @Override
            public UpdateStore served(MemberId member, Map<MemberId, UpdateStore> stores) {
                UpdateStore own = stores.get(member);
                if (member.equals(C)) {
                    return new Faults.ServingStore(
                            own,
                            digest -> own.get(digest).or(() -> stores.get(B).get(digest)));
                }
                return member.equals(B) ? corrupting(own) : own;
            }
        });

        assertComplete(result);
        assertThat(result.failures()).isEmpty();
        assertThat(study.warnings()).noneMatch(line -> line.startsWith("B: "));
        assertThat(state(result, 0).members()).contains(B);
        assertAuditPasses();
    }

    private static IncludedSet state(StudyResult result, int round) {
        return result.state().get(Keys.included(STUDY, round));
    }

    @Test
    void includedUpdatesThatAreNoneOrOutOfRangeCountNothingForEverybody() throws Exception {
        Map<MemberId, UnaryOperator<byte[]>> forgeries =
                Map.of(B, update -> new byte[] {'C', 'R', 'U', 1, 2, 3}, C, Faults::outOfRange);
        StudyResult result = study.run(new Trouble() {
            @Override
            public UpdateExchange exchange(MemberId member, UpdateExchange right) {
                UnaryOperator<byte[]> forge = forgeries.get(member);
                return forge == null ? right : new Faults.ForgingExchange(right, forge);
            }
        });

        assertComplete(result);
        assertThat(result.failures()).isEmpty();
        assertThat(state(result, 0).members()).isEqualTo(SmallStudy.MEMBERS);
        ScoreVector scores = result.state().get(Keys.window(STUDY, 0)).vector();
        assertThat(scores.scores()).contains(new MemberScore(B, 0), new MemberScore(C, 0));
        assertThat(credit(result, B) + credit(result, C)).isZero();

        AuditReport audit = study.audit();
        assertThat(audit.finding()).isEmpty();
        assertThat(audit.notes())
                .anyMatch(note -> note.where().equals("study small, round 0, B")
                        && note.what()
                                .startsWith("the included update is not valid and counts nothing: not an update: "))
                .anyMatch(note -> note.where().equals("study small, round 1, C")
                        && note.what().contains("of the update is 576460752303423488 units of 2^-32, at most "));
    }
}
