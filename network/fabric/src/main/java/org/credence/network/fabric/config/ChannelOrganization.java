package org.credence.network.fabric.config;

import java.util.List;
import java.util.Optional;
import org.credence.network.identity.Organization;

/**
 * An organization of the channel. It stands among the application's organizations, among the ordering ones, or in both; then both places
 * hold the same definition.
 *
 * @param definition its MSP: roots, TLS roots, revocation lists
 * @param application what it has as a member of the application, if it is one
 * @param ordering what it has as an organization that orders, if it is one
 */
public record ChannelOrganization(
        Organization definition, Optional<ApplicationPart> application, Optional<OrderingPart> ordering) {

    /** @param anchorPeers peers by which the other organizations' peers find its own; empty without peers */
    public record ApplicationPart(List<Endpoint> anchorPeers) {
        public ApplicationPart {
            anchorPeers = List.copyOf(anchorPeers);
        }
    }

    /** @param endpoints where peers and clients reach its orderers, at least one */
    public record OrderingPart(List<Endpoint> endpoints) {
        public OrderingPart {
            endpoints = List.copyOf(endpoints);
        }
    }

    public String mspId() {
        return definition.mspId();
    }
}
