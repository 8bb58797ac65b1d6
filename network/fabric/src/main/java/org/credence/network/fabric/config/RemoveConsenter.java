package org.credence.network.fabric.config;

import java.util.List;

/**
 * An orderer leaves the consensus, and the number of signatures that make a block valid follows from those that stay. Its organization
 * stays on the channel.
 *
 * @param id the consenter's number
 */
public record RemoveConsenter(int id) implements ConfigChange {
    @Override
    public ChannelConfiguration applyTo(ChannelConfiguration current) {
        Consenter leaving = ChannelEdit.requireConsenter(current, id);
        List<Consenter> staying = current.consenters().stream()
                .filter(consenter -> consenter.id() != id)
                .toList();
        if (staying.size() < ChannelChecks.MIN_CONSENTERS) {
            throw new ChangeRefusedException("without consenter " + id + " of " + leaving.mspId() + " " + staying.size()
                    + " would be left, and BFT ordering needs " + ChannelChecks.MIN_CONSENTERS
                    + "; another host has to order first");
        }
        return ChannelEdit.of(current).consenters(staying).done();
    }
}
