package org.credence.network.fabric;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.MspFolder;
import org.credence.network.identity.Organization;

/**
 * An organization that wants to join a network that others founded: its folder, with a certificate authority of its own. The others let it
 * in by an {@link org.credence.network.fabric.config.AddOrganization} of its {@link #definition}. It is a member then, whose clients use
 * the hosts' gateways; it may become a host by {@link FabricNetwork#joining}.
 */
public final class Newcomer {
    private final OrganizationFolder folder;

    private Newcomer(OrganizationFolder folder) {
        this.folder = folder;
    }

    /**
     * Makes the organization's folder, or goes on with it. There is no plan in it yet: it is one of the network's when the network follows
     * the channel.
     *
     * @param parent in which the folder has the organization's name
     * @param member whose copies of what all organizations know are taken: the channel's first block, its newest configuration, the
     *     roots of the hosts' TLS certificates; nothing secret
     */
    public static Newcomer found(
            Path parent, String mspId, OrganizationFolder member, FabricNetwork.Environment environment) {
        var folder = OrganizationFolder.in(parent.toAbsolutePath().normalize(), mspId);
        CertificateAuthority authority = authority(folder, environment);
        if (!Files.exists(folder.msp())) {
            MspFolder.write(folder.msp(), authority.organization());
        }
        Founding.issue(folder, authority, IssueRequest.admin("admin"));
        TextFile.write(folder.genesis(), TextFile.read(member.genesis()));
        if (Files.exists(member.changedConfiguration())) {
            TextFile.write(folder.changedConfiguration(), TextFile.read(member.changedConfiguration()));
        }
        for (Host host : NetworkPlan.read(member.root()).hosts()) {
            TextFile.write(folder.tlsRoot(host.mspId()), TextFile.read(member.tlsRoot(host.mspId())));
        }
        return new Newcomer(folder);
    }

    private static CertificateAuthority authority(OrganizationFolder folder, FabricNetwork.Environment environment) {
        SecureRandom random = environment.random();
        return CertificateAuthority.exists(folder.authority())
                ? CertificateAuthority.open(folder.authority(), environment.clock(), random)
                : CertificateAuthority.create(
                        folder.authority(), folder.mspId(), Lifetimes.DEFAULT, environment.clock(), random);
    }

    /** Its part of the network. */
    public OrganizationFolder folder() {
        return folder;
    }

    /** What the channel has to know of it. */
    public Organization definition() {
        return MspFolder.read(folder.msp(), folder.mspId());
    }

    /**
     * Makes the folder whole in itself, for a machine of its own: in its plan the organization is a member.
     *
     * @param member as in {@link #found}
     */
    public void settle(OrganizationFolder member) {
        if (!NetworkPlan.isIn(folder.root())) {
            NetworkPlan.read(member.root()).with(folder.mspId()).write(folder.root());
        }
    }
}
