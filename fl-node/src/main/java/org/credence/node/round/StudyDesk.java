package org.credence.node.round;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.node.model.ModelCodec;
import org.credence.node.model.ModelState;
import org.credence.node.store.NodeState;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.jspecify.annotations.Nullable;

/**
 * A member in one study: enrols, trains and commits, seals, attests, scores. What there is to do is read from the ledger alone, so a
 * restarted node goes on where the record stands.
 */
final class StudyDesk implements Desk {
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(1);

    private final StudySettings settings;
    private final StudyId study;
    private final MemberData data;
    private final Contents contents;
    private final NodeState memory;
    private final Calls calls;
    private final PartClock parts;
    private final RoundListener listener;
    private final Turns turns;
    private @Nullable Participation participation;
    private int sentRound = -1;
    private boolean enrolSent;

    StudyDesk(
            StudySettings settings,
            MemberData data,
            Contents contents,
            NodeState memory,
            Calls calls,
            Turns turns,
            PartClock parts,
            RoundListener listener) {
        this.settings = settings;
        this.study = settings.spec().study();
        this.data = data;
        this.contents = contents;
        this.memory = memory;
        this.calls = calls;
        this.parts = parts;
        this.listener = listener;
        this.turns = turns;
    }

    @Override
    public Step step(StateView state) {
        Study now = state.get(Keys.study(study));
        StudyTerms terms = state.get(Keys.terms(study));
        if (now == null || terms == null || !terms.specHash().equals(settings.specHash())) {
            return Step.idle();
        }
        if (now.status() == Study.Status.OPEN) {
            return enrol(state);
        }
        EnrolledSet enrolled = state.get(Keys.enrolled(study));
        if (enrolled == null || !enrolled.members().contains(settings.self())) {
            return Step.idle();
        }
        Participation mine = participation(state, enrolled);
        Step step = Step.idle();
        if (now.status() == Study.Status.RUNNING) {
            step = running(state, now, terms, enrolled, mine);
        } else if (now.status() == Study.Status.CLOSING) {
            step = closing(state, now, enrolled, mine);
        }
        return step.acted() ? step : step.and(mine.scoring().step(state, terms, enrolled));
    }

    @Override
    public boolean isFinished(StateView state) {
        return Readings.isSettled(state, study);
    }

    @Override
    public Optional<ModelState> finalModel(StateView state) {
        Study now = state.get(Keys.study(study));
        return participation == null || now == null || now.status() != Study.Status.COMPLETE
                ? Optional.empty()
                : Optional.of(participation.trajectory().model(state, now.round()));
    }

    private Step enrol(StateView state) {
        if (enrolSent || state.get(Keys.enrolment(study, settings.self())) != null) {
            return Step.idle();
        }
        Digest manifest = contents.publish(data.manifest(), true);
        enrolSent = calls.submit(new Command.Enrol(study, manifest));
        return Step.done();
    }

    private Participation participation(StateView state, EnrolledSet enrolled) {
        if (participation == null) {
            SortedMap<MemberId, byte[]> manifests = new TreeMap<>();
            for (MemberId member : enrolled.members()) {
                Digest manifest = state.get(Keys.enrolment(study, member));
                if (manifest == null) {
                    throw new IllegalStateException("the ledger has no manifest of " + member);
                }
                manifests.put(
                        member,
                        contents.find(manifest, member, enrolled.members())
                                .orElseThrow(() -> new ManifestUnavailableException(member, manifest)));
            }
            PreparedStudy prepared = data.prepare(manifests);
            var trajectory = new Trajectory(prepared.math(), settings.book().initial(), contents, memory, listener);
            participation = new Participation(
                    trajectory,
                    new LocalUpdates(settings, prepared, contents, memory, parts),
                    new ScoringDesk(settings, prepared.math(), trajectory, memory, calls, turns, parts));
        }
        return participation;
    }

    private Step running(StateView state, Study now, StudyTerms terms, EnrolledSet enrolled, Participation mine) {
        int round = now.round();
        if (Readings.isActive(state, settings.self())
                && sentRound < round
                && state.get(Keys.commit(study, round, settings.self())) == null) {
            ModelState base = mine.trajectory().model(state, round);
            if (round == terms.firstRound(terms.windowOf(round))) {
                mine.trajectory().keepCheckpoint(base);
            }
            if (calls.submit(mine.updates().make(state, base))) {
                sentRound = round;
            }
            return Step.done();
        }
        return seal(state, now, terms, enrolled);
    }

    private Step seal(StateView state, Study now, StudyTerms terms, EnrolledSet enrolled) {
        int committed = 0;
        boolean waiting = false;
        for (MemberId member : enrolled.members()) {
            if (state.get(Keys.commit(study, now.round(), member)) != null) {
                committed++;
            } else if (Readings.isActive(state, member)) {
                waiting = true;
            }
        }
        if (committed == 0) {
            return Step.idle();
        }
        if (waiting) {
            if (committed < enrolled.quorum()) {
                return Step.idle();
            }
            Duration left = untilDeadline(now.opened(), terms.deadlines());
            if (!left.isZero()) {
                return Step.later(left);
            }
        }
        return inTurn("seal/" + now.round(), enrolled.members(), new Command.SealRound(study, now.round()));
    }

    private Duration untilDeadline(long opened, Deadlines deadlines) {
        long end = (opened + deadlines.round()) * 1000 + CLOCK_SLACK.toMillis();
        return Duration.ofMillis(Math.max(0, end - settings.clock().millis()));
    }

    private Step closing(StateView state, Study now, EnrolledSet enrolled, Participation mine) {
        int last = now.round() - 1;
        if (Readings.isActive(state, settings.self())
                && sentRound < now.round()
                && state.get(Keys.attestation(study, last, settings.self())) == null) {
            Digest model = ModelCodec.hash(mine.trajectory().model(state, now.round()));
            if (calls.submit(new Command.AttestModel(study, last, model))) {
                sentRound = now.round();
            }
            return Step.done();
        }
        SortedMap<Digest, Integer> votes = new TreeMap<>();
        for (MemberId member : enrolled.members()) {
            Digest vote = state.get(Keys.attestation(study, last, member));
            if (vote != null) {
                votes.merge(vote, 1, Integer::sum);
            }
        }
        int best = votes.values().stream().max(Integer::compare).orElse(0);
        long out = enrolled.members().stream()
                .filter(member ->
                        state.get(Keys.attestation(study, last, member)) == null && Readings.isActive(state, member))
                .count();
        boolean decided = best >= enrolled.quorum() || best + out < enrolled.quorum();
        return decided ? inTurn("close", enrolled.members(), new Command.CloseStudy(study)) : Step.idle();
    }

    private Step inTurn(String task, List<MemberId> members, Command command) {
        return TurnTaking.act(turns, task, members, settings.specHash(), () -> calls.submit(command));
    }

    /** What a member works with once the study has started. */
    private record Participation(Trajectory trajectory, LocalUpdates updates, ScoringDesk scoring) {}
}
