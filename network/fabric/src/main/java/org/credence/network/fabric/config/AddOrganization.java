package org.credence.network.fabric.config;

import java.util.List;
import org.credence.network.identity.Organization;

/**
 * An organization joins the application: it may read, write through any host's gateway, and, if it has peers, endorse where a rule says
 * so. It does not order.
 *
 * @param definition its roots, TLS roots and revocation lists
 * @param anchorPeers peers by which the others' peers find its own; empty if it has none
 */
public record AddOrganization(Organization definition, List<Endpoint> anchorPeers) implements ConfigChange {
    public AddOrganization {
        anchorPeers = List.copyOf(anchorPeers);
    }

    @Override
    public ChannelConfiguration applyTo(ChannelConfiguration current) {
        current.organization(definition.mspId())
                .flatMap(ChannelOrganization::application)
                .ifPresent(part -> {
                    throw new ChangeRefusedException("organization " + definition.mspId() + " is on channel "
                            + current.channel() + " already; to change its certificates, replace its roots");
                });
        return ChannelEdit.of(current).addToApplication(definition, anchorPeers).done();
    }
}
