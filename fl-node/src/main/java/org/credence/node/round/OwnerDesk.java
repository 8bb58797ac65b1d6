package org.credence.node.round;

import org.credence.protocol.AccountId;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.StateView;
import org.credence.protocol.StudyId;

/** A data owner who claims what the approved statements owe its account. */
final class OwnerDesk implements Desk {
    private final StudyId study;
    private final AccountId account;
    private final Calls calls;
    private int claimedEpoch;

    OwnerDesk(StudyId study, AccountId account, Calls calls) {
        this.study = study;
        this.account = account;
        this.calls = calls;
    }

    @Override
    public Step step(StateView state) {
        int epoch = Readings.approvedEpoch(state, study);
        if (epoch == claimedEpoch || !isOwed(state)) {
            return Step.idle();
        }
        claimedEpoch = epoch;
        calls.submit(new Command.Claim(study, account, epoch));
        return Step.done();
    }

    @Override
    public boolean isFinished(StateView state) {
        return Readings.isStated(state, study) && !isOwed(state);
    }

    private boolean isOwed(StateView state) {
        Long claimed = state.get(Keys.claimed(study, account));
        long paid = claimed == null ? 0 : claimed;
        return Readings.due(state, study, account).orElse(0L) > paid;
    }
}
