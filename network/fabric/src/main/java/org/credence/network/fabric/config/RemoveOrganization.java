package org.credence.network.fabric.config;

import java.util.List;

/**
 * An organization leaves the channel: from then on none of its certificates is good for anything there. One that orders or endorses has to
 * be relieved of that first.
 */
public record RemoveOrganization(String mspId) implements ConfigChange {
    @Override
    public ChannelConfiguration applyTo(ChannelConfiguration current) {
        ChannelEdit.require(current, mspId);
        List<Integer> consenters = current.consenters().stream()
                .filter(consenter -> consenter.mspId().equals(mspId))
                .map(Consenter::id)
                .toList();
        if (!consenters.isEmpty()) {
            int left = current.consenters().size() - consenters.size();
            throw new ChangeRefusedException(mspId + " runs the consenters " + consenters + " of channel "
                    + current.channel() + "; "
                    + (left < ChannelChecks.MIN_CONSENTERS
                            ? "without them " + left + " would be left, and BFT ordering needs "
                                    + ChannelChecks.MIN_CONSENTERS + ": another host has to order first"
                            : "remove these consenters first"));
        }
        current.endorsement().filter(rule -> rule.hosts().contains(mspId)).ifPresent(rule -> {
            throw new ChangeRefusedException(mspId + " endorses on channel " + current.channel() + " (" + rule
                    + "); set an endorsement rule without it first");
        });
        return ChannelEdit.of(current).remove(mspId).done();
    }
}
