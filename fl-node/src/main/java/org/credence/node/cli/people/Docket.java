package org.credence.node.cli.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.credence.node.round.Readings;
import org.credence.protocol.Ballot;
import org.credence.protocol.Charter;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.Settlement;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.Statement;
import org.credence.protocol.Study;
import org.jspecify.annotations.Nullable;

/** What awaits a vote of the board, read from the ledger: members, the threshold, studies, disputes, scores, statements, anchors. */
final class Docket {
    private final StateView state;
    private final Instant now;
    private final BoardEvidence evidence;
    private final List<Matter> matters = new ArrayList<>();

    private Docket(StateView state, Instant now) {
        this.state = state;
        this.now = now;
        this.evidence = new BoardEvidence(state);
    }

    /** All open matters; members first, then study by study in the order of their names. */
    static List<Matter> of(StateView state, Instant now) {
        var docket = new Docket(state, now);
        docket.members();
        docket.threshold();
        StudyReading.all(state).forEach(docket::study);
        return docket.matters;
    }

    /** Whoever registered a node and is no member, and every change of a standing that somebody voted for. */
    private void members() {
        var organizations = new TreeSet<MemberId>();
        Stream.of(StateKind.NODE, StateKind.MEMBER)
                .flatMap(kind -> state.range(kind).stream())
                .forEach(entry -> organizations.add(new MemberId(entry.key().attribute(0))));
        var voted = new TreeSet<String>();
        for (var vote : state.range(StateKind.VOTE)) {
            String[] ballot = vote.key().attribute(0).split("/", -1);
            voted.add(vote.key().attribute(0));
            if (ballot.length == 4 && ballot[0].equals("member")) {
                organizations.add(new MemberId(ballot[2]));
            }
        }
        for (MemberId organization : organizations) {
            Membership standing = state.get(Keys.member(organization));
            int version = standing == null ? 0 : standing.version();
            boolean applies = (standing == null || standing.status() == Membership.Status.EXPELLED)
                    && state.get(Keys.node(organization)) != null;
            for (Membership.Status next : Membership.Status.values()) {
                Ballot ballot = Ballot.membership(next, organization, version);
                boolean admission = next == Membership.Status.ACTIVE && applies;
                if (admission || voted.contains(ballot.name())) {
                    matters.add(new Matter(
                            "%s shall be %s".formatted(organization, next),
                            ballot,
                            evidence.member(organization),
                            "credence board vote %s %s".formatted(verb(standing, next), organization)));
                }
            }
        }
    }

    private static String verb(@Nullable Membership standing, Membership.Status next) {
        return switch (next) {
            case ACTIVE -> standing != null && standing.status() == Membership.Status.SUSPENDED ? "reinstate" : "admit";
            case SUSPENDED -> "suspend";
            case EXPELLED -> "expel";
        };
    }

    private void threshold() {
        Charter charter = state.get(Keys.charter());
        if (charter != null) {
            Ballot ballot = Ballot.threshold(charter.threshold());
            addIfVoted(
                    "the threshold shall change from " + charter.threshold(),
                    ballot,
                    evidence.charter(),
                    "credence board vote threshold K");
        }
    }

    private void study(StudyReading study) {
        String id = study.id().value();
        if (study.now().status() == Study.Status.PROPOSED) {
            matters.add(new Matter(
                    "study %s is proposed by %s".formatted(id, study.terms().lead()),
                    Ballot.approval(study.id()),
                    study.proposal(),
                    "credence study approve %s --documents DIR".formatted(id)));
        }
        if (!study.now().isOver()) {
            addIfVoted(
                    "study %s shall end".formatted(id),
                    Ballot.abort(study.id()),
                    study.full(),
                    "credence board vote abort " + id);
        }
        if (study.now().status() == Study.Status.DISPUTED) {
            matters.add(new Matter(
                    "study %s is disputed in round %s".formatted(id, study.now().round()),
                    Ballot.resolution(study.id(), study.now().round()),
                    evidence.dispute(study),
                    "credence board rule model %s HASH --evidence FILE".formatted(id)));
        }
        for (int window = 0; window < study.terms().windows(); window++) {
            window(study, window);
        }
        statement(study);
        anchors(study);
    }

    private void window(StudyReading study, int index) {
        ScoreWindow window = state.get(Keys.window(study.id(), index));
        if (window != null && awaitsRuling(study, window)) {
            matters.add(new Matter(
                    "the scores of window %s of study %s are %s".formatted(index, study.id(), window.status()),
                    Ballot.scores(study.id(), index),
                    evidence.window(study.id(), index),
                    "credence board rule scores %s %s --published, or --score MEMBER=N for each member"
                            .formatted(study.id(), index)));
        }
    }

    /** As the rules have it: challenged, disputed, or a phase that nobody finished in its time. */
    private boolean awaitsRuling(StudyReading study, ScoreWindow window) {
        return switch (window.status()) {
            case CHALLENGED, DISPUTED_SCORES -> true;
            case EVAL_COMMIT -> passed(window, study.terms().deadlines().evalCommit());
            case EVAL_REVEAL -> passed(window, study.terms().deadlines().evalReveal());
            case PROVISIONAL ->
                window.vector() == null
                        && passed(window, study.terms().deadlines().challenge());
            case WAITING, RULED, FINAL, VOID -> false;
        };
    }

    private boolean passed(ScoreWindow window, long seconds) {
        return now.getEpochSecond() - window.opened() >= seconds;
    }

    private void statement(StudyReading study) {
        int next = Readings.approvedEpoch(state, study.id()) + 1;
        Statement proposed = state.get(Keys.statement(study.id(), next));
        boolean due = Readings.isSettled(state, study.id()) && !Readings.isStated(state, study.id());
        if (proposed != null || due) {
            matters.add(new Matter(
                    "the statement of epoch %s of study %s is %s"
                            .formatted(next, study.id(), proposed == null ? "due" : "proposed"),
                    Ballot.statement(study.id(), next),
                    evidence.statement(study.id(), next),
                    "credence board vote statement " + study.id()));
        }
    }

    private void anchors(StudyReading study) {
        int approved = Readings.approvedEpoch(state, study.id());
        for (int epoch = 1; study.terms().settlement() == Settlement.EVM && epoch <= approved; epoch++) {
            if (state.get(Keys.anchor(study.id(), epoch)) == null) {
                matters.add(new Matter(
                        "the statement of epoch %s of study %s is to be anchored".formatted(epoch, study.id()),
                        Ballot.anchor(study.id(), epoch),
                        evidence.statement(study.id(), epoch),
                        "credence board vote anchor %s %s TRANSACTION".formatted(study.id(), epoch)));
            }
        }
    }

    private void addIfVoted(String subject, Ballot ballot, Sheet sheet, String act) {
        if (!Votes.on(state, ballot).isEmpty()) {
            matters.add(new Matter(subject, ballot, sheet, act));
        }
    }
}
