package org.credence.network.fabric.config;

import java.util.List;

/**
 * Clients and peers reach an organization's orderers at these addresses. Where the consenters reach each other, {@link MoveConsenter}
 * says.
 *
 * @param mspId an organization that orders
 * @param endpoints at least one
 */
public record SetOrdererEndpoints(String mspId, List<Endpoint> endpoints) implements ConfigChange {
    public SetOrdererEndpoints {
        endpoints = List.copyOf(endpoints);
    }

    @Override
    public ChannelConfiguration applyTo(ChannelConfiguration current) {
        if (ChannelEdit.require(current, mspId).ordering().isEmpty()) {
            throw new ChangeRefusedException(
                    mspId + " does not order on channel " + current.channel() + "; it has no orderers to reach");
        }
        return ChannelEdit.of(current).ordererEndpoints(mspId, endpoints).done();
    }
}
