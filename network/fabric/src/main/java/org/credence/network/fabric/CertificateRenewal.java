package org.credence.network.fabric;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.credence.network.fabric.config.Consenter;
import org.credence.network.fabric.config.RenewConsenter;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.KeyChoice;
import org.credence.network.identity.Organization;

/**
 * Renews certificates in an organization's folder, by the authority that is there. The new ones take the old ones' place in one step; the
 * old ones are kept without their keys, because the ledger's record names who signed what. Where it ends early, the same call goes on.
 */
public final class CertificateRenewal {
    private final OrganizationFolder folder;
    private final InstantSource clock;
    private final SecureRandom random;

    public CertificateRenewal(OrganizationFolder folder, InstantSource clock, SecureRandom random) {
        this.folder = folder;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What was replaced by what.
     *
     * @param block that told the channel of it; empty if the channel need not know
     */
    public record Renewed(Enrolment before, Enrolment after, Optional<Long> block) {}

    /**
     * Renews a certificate of which the channel knows no more than that its authority issued it, or at most its key.
     *
     * @throws FabricException if there is no such certificate
     * @throws org.credence.network.identity.IdentityException if another authority issued it
     * @throws org.credence.network.identity.CertificateRefusedException if it is revoked
     */
    public Renewed renew(String name, KeyChoice choice) {
        Enrolment before = present(name);
        Enrolment after = authority().renew(before, choice);
        putInPlace(name, before, after);
        return new Renewed(before, after, Optional.empty());
    }

    /**
     * Renews the ordering node's certificate with a new key. The channel names that key, so it is told first, signed by a majority of the
     * hosts' administrators; then the ordering node has to be restarted, because the others refuse it until it runs with the new key.
     *
     * @param network with the parts of that majority
     * @throws FabricException if too few of them are on this machine
     */
    public Renewed renewConsenter(FabricNetwork network) {
        String name = "orderer";
        List<String> signers = signers(network);
        Enrolment before = present(name);
        Enrolment after = prepared(name, before);
        var administration = new ChannelAdministration(network, clock, random);
        Consenter present = administration.configuration().consenters().stream()
                .filter(consenter -> consenter.mspId().equals(folder.mspId()))
                .findFirst()
                .orElseThrow(() -> new FabricException(
                        folder.mspId() + " has no ordering node on the channel; renew it without a new key"));
        long block = administration
                .apply(
                        new RenewConsenter(
                                present.id(),
                                after.identity().certificate(),
                                after.tls().certificate()),
                        signers)
                .number();
        putInPlace(name, before, after);
        EnrolmentFolder.delete(folder.prepared(name));
        return new Renewed(before, after, Optional.of(block));
    }

    private List<String> signers(FabricNetwork network) {
        List<Host> hosts = network.plan().hosts();
        int needed = hosts.size() / 2 + 1;
        var here = new TreeSet<>(network.hosts());
        if (here.size() < needed) {
            throw new FabricException(
                    "a new key of an ordering node needs the signatures of %d of the %d hosts' administrators, and the folder holds those of %s; renew it with the key it has, which no other has to sign"
                            .formatted(needed, hosts.size(), here));
        }
        return here.stream().limit(needed).toList();
    }

    /* The channel must not name a key that is on no disk, so it is on disk before the channel is told. */
    private Enrolment prepared(String name, Enrolment before) {
        if (!EnrolmentFolder.exists(folder.prepared(name))) {
            EnrolmentFolder.write(
                    folder.prepared(name), organization(name), authority().renew(before, KeyChoice.NEW_KEY));
        }
        return EnrolmentFolder.read(folder.prepared(name), folder.mspId());
    }

    private void putInPlace(String name, Enrolment before, Enrolment after) {
        Organization organization = organization(name);
        String serial = before.identity().certificate().getSerialNumber().toString(16);
        EnrolmentFolder.writePublic(folder.certificate(name + "." + serial), organization, before);
        EnrolmentFolder.write(folder.certificate(name), organization, after);
    }

    private Enrolment present(String name) {
        if (!EnrolmentFolder.exists(folder.certificate(name))) {
            throw new FabricException("%s has no certificate '%s': there is no folder %s"
                    .formatted(folder.mspId(), name, folder.certificate(name)));
        }
        return folder.enrolment(name);
    }

    private Organization organization(String name) {
        return EnrolmentFolder.readOrganization(folder.certificate(name), folder.mspId());
    }

    private CertificateAuthority authority() {
        return CertificateAuthority.open(folder.authority(), clock, random);
    }
}
