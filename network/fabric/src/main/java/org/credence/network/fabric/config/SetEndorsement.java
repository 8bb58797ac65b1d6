package org.credence.network.fabric.config;

/**
 * Transactions and new versions of contracts need the endorsements that this rule says; so do those of a contract that was committed with
 * the channel's rule.
 */
public record SetEndorsement(EndorsementRule rule) implements ConfigChange {
    @Override
    public ChannelConfiguration applyTo(ChannelConfiguration current) {
        return ChannelEdit.of(current)
                .policy(ConfigKeys.ENDORSEMENT, Policies.endorsement(rule), ConfigKeys.APPLICATION)
                .policy(ConfigKeys.LIFECYCLE_ENDORSEMENT, Policies.endorsement(rule), ConfigKeys.APPLICATION)
                .done();
    }
}
