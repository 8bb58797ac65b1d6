package org.credence.node.cli.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.credence.ledger.Ledger;
import org.credence.ledger.NotAuthorizedException;
import org.credence.ledger.RefusedException;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Role;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.UpdateCommit;

/** While a study's second round is open, commits that should not be: late, twice, in another's name, under wrong certificates. */
final class Intruders {
    private static final MemberId A = new MemberId("A");
    private static final MemberId B = new MemberId("B");
    private static final MemberId C = new MemberId("C");
    private static final MemberId D = new MemberId("D");
    private static final MemberId E = new MemberId("E");
    private static final Digest OTHER = Digest.sha256(new byte[] {1});
    private static final Duration OVER_A_YEAR = Duration.ofDays(400);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /** The clock of whoever issued a certificate that has expired. */
    private static final InstantSource LONG_AGO = () -> Instant.now().minus(OVER_A_YEAR);

    private final StudyId study;
    private final RunFolder folder;
    private final Path stranger;
    private final Map<String, String> answers = new ConcurrentSkipListMap<>();

    /** @param stranger for the authority of somebody who calls itself B */
    Intruders(StudyId study, RunFolder folder, Path stranger) {
        this.study = study;
        this.folder = folder;
        this.stranger = stranger;
    }

    /** Makes B's authority long before the study, so that certificates of its may have expired. */
    void foundOldAuthority() {
        CertificateAuthority.create(
                folder.authority(B),
                B.value(),
                Lifetimes.DEFAULT,
                () -> LONG_AGO.instant().minus(A_MINUTE),
                new SecureRandom());
    }

    /** What the ledger answered to each. */
    Map<String, String> answers() {
        return answers;
    }

    /** Lets them all try once, when the time has come. */
    void tryOnce(LocalNetwork network, StateView state) {
        Study now = state.get(Keys.study(study));
        if (now == null || now.status() != Study.Status.RUNNING || now.round() != 1 || !answers.isEmpty()) {
            return;
        }
        UpdateCommit ofC = state.get(Keys.commit(study, 0, C));
        UpdateCommit ofA = state.get(Keys.commit(study, 0, A));
        answers.put("the same again", answer(network.member(C), command(ofC, ofC.update())));
        answers.put("another one", answer(network.member(C), command(ofC, OTHER)));
        answers.put("too late", answer(network.member(E), command(ofC, OTHER)));
        answers.put("in A's name", answer(network.member(B), command(ofA, ofA.update())));
        answers.put("as a board", answer(network.board(D), command(ofC, OTHER)));

        IssueRequest request = IssueRequest.client("intruder", Role.MEMBER);
        Enrolment good = network.authorityOf(B).issue(request);
        CertificateAuthority other = CertificateAuthority.create(
                stranger, "B", Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom());
        answers.put("as a stranger", answer(network, other.issue(request), good, command(ofC, OTHER)));
        CertificateAuthority lastYears = CertificateAuthority.open(folder.authority(B), LONG_AGO, new SecureRandom());
        answers.put("long expired", answer(network, lastYears.issue(request), good, command(ofC, OTHER)));
        answers.put("without a role", roleless(network, command(ofC, OTHER)));
    }

    private static String roleless(LocalNetwork network, Command command) {
        try (Ledger ledger = network.connect(network.authorityOf(B).issue(IssueRequest.client("guest")))) {
            return answer(ledger, command);
        }
    }

    /** Under one's certificate, over another's connection. */
    private static String answer(LocalNetwork network, Enrolment who, Enrolment through, Command command) {
        try (Ledger ledger = network.connect(new Enrolment(who.identity(), through.tls()))) {
            return answer(ledger, command);
        }
    }

    private static String answer(Ledger ledger, Command command) {
        try {
            return ledger.submit(command).code().name();
        } catch (RefusedException | NotAuthorizedException e) {
            return e.getMessage();
        }
    }

    private Command command(UpdateCommit commit, Digest update) {
        return new Command.CommitUpdate(
                study, 0, commit.base(), update, commit.examples(), commit.epsilonMicros(), commit.receipts());
    }
}
