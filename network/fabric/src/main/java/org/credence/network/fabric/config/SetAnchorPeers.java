package org.credence.network.fabric.config;

import java.util.List;

/**
 * The other organizations' peers find those of a member at these addresses, and ask them to endorse.
 *
 * @param mspId a member of the application, whose administrator signs
 * @param peers empty for a member without peers
 */
public record SetAnchorPeers(String mspId, List<Endpoint> peers) implements ConfigChange {
    public SetAnchorPeers {
        peers = List.copyOf(peers);
    }

    @Override
    public ChannelConfiguration applyTo(ChannelConfiguration current) {
        if (ChannelEdit.require(current, mspId).application().isEmpty()) {
            throw new ChangeRefusedException(
                    mspId + " is no member of the application on channel " + current.channel() + "; add it first");
        }
        return ChannelEdit.of(current).anchorPeers(mspId, peers).done();
    }
}
