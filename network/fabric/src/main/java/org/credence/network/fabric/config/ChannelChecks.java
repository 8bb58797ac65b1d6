package org.credence.network.fabric.config;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.credence.network.identity.Organization;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;

/**
 * What has to hold of a configuration lest the channel stops, or lets somebody in by mistake. Fabric itself notices some of this only when
 * it is too late to put it right by another update.
 */
final class ChannelChecks {
    /** Fewer than this many cannot order with one of them faulty. */
    static final int MIN_CONSENTERS = 4;

    /** More than this many make every block slower and nothing safer. */
    static final int MAX_CONSENTERS = 13;

    private static final String BFT = "BFT";

    private final ChannelConfiguration configuration;
    private final List<String> faults = new ArrayList<>();

    private ChannelChecks(ChannelConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Refuses a change that brings in a fault; faults that are in force already do not stand in the way of other changes.
     *
     * @throws ChangeRefusedException with every new fault
     */
    static void requireNoNewFault(ChannelConfiguration before, ChannelConfiguration after) {
        List<String> fresh = new ArrayList<>(faults(after));
        fresh.removeAll(faults(before));
        if (!fresh.isEmpty()) {
            throw new ChangeRefusedException(
                    "the change would break channel " + after.channel() + ": " + String.join("; ", fresh));
        }
    }

    /** What is wrong with a configuration; empty if nothing is. */
    static List<String> faults(ChannelConfiguration configuration) {
        var checks = new ChannelChecks(configuration);
        checks.organizations();
        checks.endorsement();
        if (configuration.consensus().equals(BFT)) {
            checks.consenters();
        }
        return checks.faults;
    }

    private void organizations() {
        Map<X509Certificate, String> owners = new HashMap<>();
        boolean application = false;
        for (ChannelOrganization organization : configuration.organizations().values()) {
            application |= organization.application().isPresent();
            organization
                    .ordering()
                    .filter(part -> part.endpoints().isEmpty())
                    .ifPresent(part -> faults.add(organization.mspId() + " orders and has no orderer address"));
            List<X509Certificate> roots =
                    new ArrayList<>(organization.definition().roots());
            roots.addAll(organization.definition().tlsRoots());
            for (X509Certificate root : roots) {
                String owner = owners.putIfAbsent(root, organization.mspId());
                if (owner != null && !owner.equals(organization.mspId())) {
                    faults.add(owner + " and " + organization.mspId() + " have one root, "
                            + root.getSubjectX500Principal().getName()
                            + ": each could issue certificates of the other");
                }
            }
        }
        if (!application) {
            faults.add("no organization is left in the application");
        }
    }

    private void endorsement() {
        ConfigGroup application = configuration.root().getGroupsOrThrow(ConfigKeys.APPLICATION);
        for (String name : List.of(ConfigKeys.ENDORSEMENT, ConfigKeys.LIFECYCLE_ENDORSEMENT)) {
            ConfigPolicy policy = application.getPoliciesMap().get(name);
            if (policy == null) {
                faults.add("there is no " + name + " policy");
                continue;
            }
            Policies.endorsementRule(policy)
                    .ifPresent(rule -> rule.hosts().stream()
                            .filter(host -> configuration
                                    .organization(host)
                                    .flatMap(ChannelOrganization::application)
                                    .isEmpty())
                            .forEach(host -> faults.add("the " + name + " policy asks " + host
                                    + ", which is not among the application's organizations")));
        }
    }

    private void consenters() {
        List<Consenter> consenters = configuration.consenters();
        if (consenters.size() < MIN_CONSENTERS) {
            faults.add("BFT ordering needs " + MIN_CONSENTERS + " consenters, there are " + consenters.size());
        }
        Set<Integer> ids = new HashSet<>();
        Set<Endpoint> endpoints = new HashSet<>();
        for (Consenter consenter : consenters) {
            if (!ids.add(consenter.id())) {
                faults.add("two consenters have the id " + consenter.id());
            }
            if (!endpoints.add(consenter.endpoint())) {
                faults.add("two consenters are at " + consenter.endpoint());
            }
            configuration
                    .organization(consenter.mspId())
                    .filter(organization -> organization.ordering().isPresent())
                    .ifPresentOrElse(
                            organization -> certificates(consenter, organization.definition()),
                            () -> faults.add("consenter " + consenter.id() + " is of " + consenter.mspId()
                                    + ", which is not among the organizations that order"));
        }
        ConfigPolicy validation = configuration
                .root()
                .getGroupsOrThrow(ConfigKeys.ORDERER)
                .getPoliciesOrDefault(ConfigKeys.BLOCK_VALIDATION, ConfigPolicy.getDefaultInstance());
        if (!validation.getPolicy().equals(Policies.blockValidation(consenters).getPolicy())) {
            faults.add("the BlockValidation policy is not the quorum of the consenters");
        }
    }

    private void certificates(Consenter consenter, Organization organization) {
        String named = "consenter " + consenter.id() + " of " + consenter.mspId();
        if (isIssuedByNone(consenter.identity(), organization.roots())) {
            faults.add("the identity of " + named + " is issued by none of the organization's roots");
        }
        if (isIssuedByNone(consenter.clientTls(), organization.tlsRoots())
                || isIssuedByNone(consenter.serverTls(), organization.tlsRoots())) {
            faults.add("a TLS certificate of " + named + " is issued by none of the organization's TLS roots");
        }
        if (organization.crls().stream().anyMatch(list -> list.isRevoked(consenter.identity()))) {
            faults.add("the identity of " + named + " is revoked");
        }
    }

    private static boolean isIssuedByNone(X509Certificate certificate, List<X509Certificate> roots) {
        return roots.stream().noneMatch(root -> isIssued(certificate, root));
    }

    private static boolean isIssued(X509Certificate certificate, X509Certificate root) {
        try {
            certificate.verify(root.getPublicKey());
            return certificate.getIssuerX500Principal().equals(root.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
