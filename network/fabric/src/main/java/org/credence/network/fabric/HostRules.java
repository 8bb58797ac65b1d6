package org.credence.network.fabric;

import java.util.ArrayList;
import java.util.List;
import org.credence.network.fabric.config.ChannelConfiguration;
import org.credence.network.fabric.config.ConfigChange;
import org.credence.network.fabric.config.Consenter;
import org.credence.network.fabric.config.EndorsementRule;
import org.credence.network.fabric.config.RemoveConsenter;
import org.credence.network.fabric.config.RemoveOrganization;
import org.credence.network.fabric.config.SetEndorsement;

/** What belongs together when hosts come and go: the same organizations order and endorse, and a quorum of them decides. */
public final class HostRules {
    private HostRules() {}

    /** How many of so many hosts must sign a block and endorse a transaction: what two faulty thirds cannot forge, as Fabric counts it. */
    static int quorum(int hosts) {
        int faulty = (hosts - 1) / 3;
        return (hosts + faulty + 2) / 2;
    }

    /** The organizations that order, in the order of their consenters. */
    static List<String> ordering(ChannelConfiguration channel) {
        return channel.consenters().stream().map(Consenter::mspId).distinct().toList();
    }

    /** These hosts' peers endorse. */
    static SetEndorsement endorsedBy(List<String> hosts) {
        return new SetEndorsement(new EndorsementRule(quorum(hosts.size()), hosts));
    }

    /** An organization leaves the channel, and is relieved of ordering and endorsing first. */
    public static List<ConfigChange> leave(ChannelConfiguration channel, String mspId) {
        List<ConfigChange> changes = new ArrayList<>();
        channel.consenters().stream()
                .filter(consenter -> consenter.mspId().equals(mspId))
                .forEach(consenter -> changes.add(new RemoveConsenter(consenter.id())));
        channel.endorsement()
                .filter(rule -> rule.hosts().contains(mspId))
                .ifPresent(rule -> changes.add(endorsedBy(rule.hosts().stream()
                        .filter(host -> !host.equals(mspId))
                        .toList())));
        changes.add(new RemoveOrganization(mspId));
        return changes;
    }
}
