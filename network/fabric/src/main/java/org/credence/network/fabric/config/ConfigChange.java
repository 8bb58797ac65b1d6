package org.credence.network.fabric.config;

/**
 * Something that shall be different about a channel. Changes that belong together are applied one after the other, and become one update.
 */
public sealed interface ConfigChange
        permits AddOrganization,
                RemoveOrganization,
                ReplaceRoots,
                EnforceRevocations,
                RenewConsenter,
                AddConsenter,
                RemoveConsenter,
                MoveConsenter,
                SetAnchorPeers,
                SetOrdererEndpoints,
                SetEndorsement {
    /**
     * The configuration with this change; of the same sequence, its elements' versions untouched, so that it can be changed further.
     *
     * @throws ChangeRefusedException when the change would break the channel, or is of something that is not there
     */
    ChannelConfiguration applyTo(ChannelConfiguration current);
}
