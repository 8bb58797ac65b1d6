package org.credence.node.cli.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.Outcome;
import org.credence.protocol.Role;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.Settlement;
import org.credence.protocol.StateView;
import org.credence.protocol.StudyId;
import org.credence.protocol.TxContext;
import org.credence.protocol.encoding.Hashes;
import org.credence.protocol.rules.LedgerState;
import org.credence.protocol.rules.Rules;

/** Five members under the real rules, with a clock that only tests move, and a study among them. */
final class RuledConsortium {
    static final StudyId STUDY = new StudyId("S");
    static final List<MemberId> MEMBERS =
            List.of(new MemberId("A"), new MemberId("B"), new MemberId("C"), new MemberId("D"), new MemberId("E"));
    private static final Deadlines DEADLINES = new Deadlines(3600, 3600, 1800, 1800, 7200);

    private final LedgerState state = new LedgerState();
    private final Settlement settlement;
    private long now = 1_000;

    RuledConsortium(Settlement settlement) {
        this.settlement = settlement;
        board("A", new Command.InitCharter(MEMBERS, 2, List.of()));
    }

    StateView state() {
        return state;
    }

    Instant now() {
        return Instant.ofEpochSecond(now);
    }

    void pass(long seconds) {
        now += seconds;
    }

    List<String> subjects() {
        return Docket.of(state, now()).stream().map(Matter::subject).toList();
    }

    Matter only() {
        List<Matter> matters = Docket.of(state, now());
        assertThat(matters).hasSize(1);
        return matters.get(0);
    }

    void member(String who, Command command) {
        done(who, Role.MEMBER, command);
    }

    void board(String who, Command command) {
        done(who, Role.BOARD, command);
    }

    private void done(String who, Role role, Command command) {
        Outcome outcome = Rules.apply(state, command, new TxContext(new MemberId(who), role, who, now));
        assertThat(outcome.code())
                .as("%s by %s: %s", command, who, outcome.words())
                .isEqualTo(Code.OK);
        state.apply(outcome);
    }

    static Digest hash(String symbol) {
        return Digest.sha256(symbol.getBytes(StandardCharsets.UTF_8));
    }

    void propose() {
        member(
                "A",
                new Command.ProposeStudy(
                        STUDY, hash("spec"), hash("initial"), 1, List.of(100L), 1, 30, 0, 0, settlement, DEADLINES));
    }

    void start() {
        propose();
        board("A", new Command.ApproveStudy(STUDY));
        board("B", new Command.ApproveStudy(STUDY));
        MEMBERS.forEach(member -> member(member.value(), new Command.Enrol(STUDY, hash("rows of " + member))));
        member("A", new Command.StartStudy(STUDY));
    }

    /** The one round; the model after it as each member attests it. */
    void train(String... models) {
        MEMBERS.forEach(member -> member(
                member.value(),
                new Command.CommitUpdate(STUDY, 0, hash("initial"), hash("update of " + member), 5, 1, List.of())));
        member("A", new Command.SealRound(STUDY, 0));
        for (int i = 0; i < models.length; i++) {
            member(MEMBERS.get(i).value(), new Command.AttestModel(STUDY, 0, hash(models[i])));
        }
        member("A", new Command.CloseStudy(STUDY));
    }

    void complete() {
        start();
        train("model", "model", "model", "model", "model");
    }

    static ScoreVector scores(long each) {
        return new ScoreVector(
                MEMBERS.stream().map(member -> new MemberScore(member, each)).toList());
    }

    void publishScores() {
        ScoreVector scores = scores(1);
        Digest digest = Hashes.scores(STUDY, 0, scores);
        MEMBERS.forEach(member -> member(
                member.value(),
                new Command.CommitScores(STUDY, 0, Hashes.scoreCommitment(STUDY, 0, member, digest, "nonce"))));
        member("A", new Command.AdvanceWindow(STUDY, 0));
        MEMBERS.forEach(member -> member(member.value(), new Command.RevealScores(STUDY, 0, digest, "nonce")));
        member("A", new Command.AdvanceWindow(STUDY, 0));
        member("A", new Command.PublishScores(STUDY, 0, scores));
    }

    void credit() {
        publishScores();
        pass(DEADLINES.challenge());
        member("A", new Command.FinalizeScores(STUDY, 0));
    }
}
