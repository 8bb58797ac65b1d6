package org.credence.network.fabric.config;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * An orderer of a member takes part in consensus, and the number of signatures that make a block valid follows from all that do. It joins
 * with the block that puts this in force; until it has, one faulty orderer fewer is borne. So bring them in one at a time.
 *
 * @param mspId a member of the application; from then on it orders
 * @param endpoint where the other consenters, clients and peers reach it
 * @param identity what it signs blocks with
 * @param tls what it calls and answers the other consenters with
 */
public record AddConsenter(String mspId, Endpoint endpoint, X509Certificate identity, X509Certificate tls)
        implements ConfigChange {
    @Override
    public ChannelConfiguration applyTo(ChannelConfiguration current) {
        ChannelOrganization organization = ChannelEdit.require(current, mspId);
        List<Consenter> consenters = new ArrayList<>(current.consenters());
        consenters.stream()
                .filter(consenter -> consenter.mspId().equals(mspId))
                .findFirst()
                .ifPresent(consenter -> {
                    throw new ChangeRefusedException(mspId + " runs consenter " + consenter.id() + " of channel "
                            + current.channel() + " already; to change it, renew or move that one");
                });
        if (consenters.size() >= ChannelChecks.MAX_CONSENTERS) {
            throw new ChangeRefusedException("channel " + current.channel() + " has " + consenters.size()
                    + " consenters, the most that order; another host has to stop ordering before " + mspId
                    + " can begin");
        }
        // A number that was used before is another orderer's in the others' memory.
        int id = consenters.stream().mapToInt(Consenter::id).max().orElse(0) + 1;
        consenters.add(new Consenter(id, endpoint, mspId, identity, tls, tls));
        return ChannelEdit.of(current)
                .addToOrdering(organization.definition(), List.of(endpoint))
                .consenters(consenters)
                .done();
    }
}
