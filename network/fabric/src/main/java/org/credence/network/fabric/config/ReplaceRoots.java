package org.credence.network.fabric.config;

import org.credence.network.identity.Organization;

/**
 * An organization's certificate authorities change, wherever it stands on the channel. A certificate that none of the new roots issued is
 * refused from then on, so a rotation has two steps: first the old and the new root together, and, when everybody has a certificate of the
 * new one, the new root alone.
 *
 * @param definition the organization as it shall be, with the revocation lists of every root that stays
 */
public record ReplaceRoots(Organization definition) implements ConfigChange {
    @Override
    public ChannelConfiguration applyTo(ChannelConfiguration current) {
        Organization present = ChannelEdit.require(current, definition.mspId()).definition();
        present.crls().forEach(list -> RevocationLists.requireKept(definition, list));
        return ChannelEdit.of(current).define(definition).done();
    }
}
