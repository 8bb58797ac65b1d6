package org.credence.network.fabric.config;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * An orderer and what its TLS certificate must chain to.
 *
 * @param mspId the organization that runs it
 * @param endpoint where clients reach it; the certificate must name this host
 * @param tlsRoots the organization's, at least one
 */
public record OrdererAddress(String mspId, Endpoint endpoint, List<X509Certificate> tlsRoots) {
    public OrdererAddress {
        tlsRoots = List.copyOf(tlsRoots);
        if (tlsRoots.isEmpty()) {
            throw new IllegalArgumentException(
                    "the orderer at " + endpoint + " needs a TLS root to be checked against");
        }
    }

    /** The orderers that a configuration names: what an organization that has one configuration block needs to fetch the next. */
    public static List<OrdererAddress> of(ChannelConfiguration configuration) {
        return configuration.organizations().values().stream()
                .flatMap(organization -> organization.ordering().stream()
                        .flatMap(part -> part.endpoints().stream())
                        .map(endpoint -> new OrdererAddress(
                                organization.mspId(),
                                endpoint,
                                organization.definition().tlsRoots())))
                .toList();
    }

    @Override
    public String toString() {
        return mspId + "'s orderer at " + endpoint;
    }
}
