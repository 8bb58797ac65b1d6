package org.credence.node.round;

import java.util.List;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;

/** The study's lead: proposes it, and starts it as soon as everybody it was made for has enrolled. */
final class LeadDesk implements Desk {
    private final Command.ProposeStudy proposal;
    private final List<MemberId> expected;
    private final List<MemberId> dividing;
    private final Calls calls;
    private boolean proposed;
    private boolean started;

    /**
     * The lead of this study.
     *
     * @param expected who shall have enrolled before the lead starts the study
     * @param dividing who of them shall have registered how its credit is divided
     */
    LeadDesk(Command.ProposeStudy proposal, List<MemberId> expected, List<MemberId> dividing, Calls calls) {
        this.proposal = proposal;
        this.expected = List.copyOf(expected);
        this.dividing = List.copyOf(dividing);
        this.calls = calls;
    }

    @Override
    public Step step(StateView state) {
        StudyId study = proposal.study();
        Study now = state.get(Keys.study(study));
        if (now == null) {
            if (proposed || state.get(Keys.charter()) == null) {
                return Step.idle();
            }
            proposed = true;
            calls.submit(proposal);
            return Step.done();
        }
        boolean complete = now.status() == Study.Status.OPEN
                && expected.stream().allMatch(member -> state.get(Keys.enrolment(study, member)) != null)
                && dividing.stream().allMatch(member -> state.get(Keys.split(study, member)) != null);
        if (!complete || started) {
            return Step.idle();
        }
        started = true;
        calls.submit(new Command.StartStudy(study));
        return Step.done();
    }

    @Override
    public boolean isFinished(StateView state) {
        Study now = state.get(Keys.study(proposal.study()));
        return now != null && now.status() != Study.Status.PROPOSED && now.status() != Study.Status.OPEN;
    }
}
