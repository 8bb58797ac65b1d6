package org.credence.node.round;

import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;

/** Registers how a member's credit is divided, while the study is open for it. */
final class SplitDesk implements Desk {
    private final MemberId self;
    private final Command.RegisterBeneficiaries command;
    private final Calls calls;
    private boolean sent;

    SplitDesk(MemberId self, Command.RegisterBeneficiaries command, Calls calls) {
        this.self = self;
        this.command = command;
        this.calls = calls;
    }

    @Override
    public Step step(StateView state) {
        Study now = state.get(Keys.study(command.study()));
        boolean ready = now != null
                && now.status() == Study.Status.OPEN
                && state.get(Keys.enrolment(command.study(), self)) != null
                && state.get(Keys.split(command.study(), self)) == null;
        if (!ready || sent) {
            return Step.idle();
        }
        sent = true;
        calls.submit(command);
        return Step.done();
    }

    @Override
    public boolean isFinished(StateView state) {
        Study now = state.get(Keys.study(command.study()));
        return now != null && now.status() != Study.Status.PROPOSED && now.status() != Study.Status.OPEN;
    }
}
