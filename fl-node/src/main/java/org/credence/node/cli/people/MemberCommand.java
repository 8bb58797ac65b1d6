package org.credence.node.cli.people;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.NodeKeys;
import org.credence.network.identity.Organization;
import org.credence.network.identity.PendingEnrolment;
import org.credence.network.identity.SignedCertificates;
import org.credence.node.cli.site.SiteFolder;
import org.credence.protocol.AgreementKey;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.credence.protocol.NodeAddress;
import org.credence.protocol.SigningKey;
import org.credence.protocol.TlsRoot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code credence member}: how an organization gets its keys and certificates, and its node a place on the ledger. */
@CommandLine.Command(
        name = "member",
        mixinStandardHelpOptions = true,
        description =
                "An organization's keys and certificates, and its node's record on the ledger. Keys never leave the folder.")
public final class MemberCommand {
    @CommandLine.Command(
            name = "init",
            mixinStandardHelpOptions = true,
            description =
                    "Makes keys, and a request for their certificates that an authority signs ('credence authority sign').")
    void init(
            @Mixin OfficeOptions options,
            @Mixin CertificateOptions certificate,
            @Option(names = "--msp", paramLabel = "ID", required = true, description = "The organization's MSP id.")
                    MemberId organization) {
        IssueRequest wanted = certificate.wanted();
        Path request = PendingEnrolment.create(
                options.site().pending(certificate.name()), organization.value(), wanted, new SecureRandom());
        options.answer(new Sheet()
                .text("organization", organization)
                .text("certificate", certificate.name())
                .text("request", request)
                .text(
                        "next",
                        "give request.pem to the authority; then: credence member install %s ANSWER"
                                .formatted(certificate.name())));
    }

    @CommandLine.Command(
            name = "install",
            mixinStandardHelpOptions = true,
            description = "Puts the certificates that an authority signed to the keys that wait for them.")
    void install(
            @Mixin OfficeOptions options,
            @Parameters(paramLabel = "NAME", description = "Which certificate was asked for.") String name,
            @Parameters(paramLabel = "ANSWER", description = "The folder that the authority gave back.") Path answer) {
        SiteFolder site = options.site();
        SignedCertificates signed =
                SignedCertificates.read(answer, InstantSource.system().instant());
        Enrolment enrolment = PendingEnrolment.complete(site.pending(name), signed);
        EnrolmentFolder.write(site.certificate(name), signed.organization(), enrolment);
        PendingEnrolment.remove(site.pending(name));
        options.answer(new Sheet()
                .text("organization", enrolment.mspId())
                .text("certificate", site.certificate(name))
                .text(
                        "expires",
                        enrolment.identity().certificate().getNotAfter().toInstant()));
    }

    @CommandLine.Command(
            name = "join",
            mixinStandardHelpOptions = true,
            description =
                    "Registers the organization's node on the ledger, or changes what is registered. Whoever is no member"
                            + " yet waits for the board's vote.")
    void join(
            @Mixin OfficeOptions options,
            @Option(
                            names = "--address",
                            paramLabel = "URI",
                            required = true,
                            description = "Where others reach the node: https://host:port.")
                    NodeAddress address) {
        try (Office office = options.open("member")) {
            requireHost(office.enrolment(), address);
            NodeKeys keys = NodeKeys.openOrCreate(office.site().keys(), new SecureRandom());
            Sheet answer = office.submit(new Command.RegisterNode(
                    address,
                    roots(office),
                    SigningKey.of(keys.signing().getPublic()),
                    AgreementKey.of(keys.agreement().getPublic())));
            options.answer(answer.sheet("member", new BoardEvidence(office.state()).member(office.self())));
        }
    }

    /** A server whose certificate does not name it is refused by every client. */
    private static void requireHost(Enrolment enrolment, NodeAddress address) {
        List<String> hosts = enrolment.tlsHosts();
        if (!hosts.contains(address.host())) {
            throw new BadFileException(
                    "the TLS certificate is good for %s, not for %s; ask for one with 'credence member init --host %s'"
                            .formatted(hosts, address.host(), address.host()));
        }
    }

    private static List<TlsRoot> roots(Office office) {
        Organization organization = EnrolmentFolder.readOrganization(
                office.certificateFolder(), office.self().value());
        try {
            return organization.tlsRoots().stream().map(TlsRoot::of).toList();
        } catch (IllegalArgumentException e) {
            throw new BadFileException(
                    "the TLS roots of %s cannot be registered: %s".formatted(office.self(), e.getMessage()), e);
        }
    }

    @CommandLine.Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "An organization's standing and node, as the ledger has them.")
    void show(
            @Mixin OfficeOptions options,
            @Parameters(paramLabel = "ID", arity = "0..1", description = "Whose (default: the caller's own).") @Nullable
                    MemberId member) {
        try (Office office = options.openToRead()) {
            MemberId shown = member == null ? office.self() : member;
            options.answer(new BoardEvidence(office.state()).member(shown));
        }
    }
}
