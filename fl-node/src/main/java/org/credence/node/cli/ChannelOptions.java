package org.credence.node.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;
import org.credence.node.cli.local.LiveChannel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which live channel an auditor asks, and under which certificate. */
final class ChannelOptions {
    private static final String PROFILE = "connection.json";
    private static final String AUDITOR = "auditor";

    @Option(
            names = "--network",
            paramLabel = "DIR",
            description = "A network's folder, or one organization's in it: its profile and its auditor's certificate,"
                    + " which its authority issues on first use.")
    private @Nullable Path network;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "In place of --network: the connection profile, which names the peers to ask.")
    private @Nullable Path profile;

    @Option(
            names = "--identity",
            paramLabel = "DIR",
            description = "With --profile: the auditor's certificates, a folder with msp and tls in it.")
    private @Nullable Path identity;

    @Option(names = "--msp", paramLabel = "ID", description = "With --profile: the auditor's organization.")
    private @Nullable String mspId;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "How long a peer may take for an answer (default: ${DEFAULT-VALUE}).")
    private int patience = 20;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** Whether a channel was named. */
    boolean isNamed() {
        return network != null || profile != null || identity != null || mspId != null;
    }

    /** How long a peer may take for an answer. */
    Duration patience() {
        return Duration.ofSeconds(patience);
    }

    /**
     * The channel that was named.
     *
     * @throws ParameterException if the options do not go together, or name what is not there
     * @throws org.credence.network.identity.IdentityException if the certificates cannot be read
     */
    LiveChannel open() throws IOException {
        if (patience < 1) {
            throw wrong("--patience must be at least 1, was " + patience);
        }
        if (network != null) {
            if (profile != null || identity != null || mspId != null) {
                throw wrong("--network names profile and certificates; leave out --profile, --identity and --msp");
            }
            Path organization = organization(network);
            return new LiveChannel(read(organization.resolve(PROFILE)), auditor(organization), patience());
        }
        if (profile == null || identity == null || mspId == null) {
            throw wrong("--profile, --identity and --msp go together; or name a network's folder by --network");
        }
        if (!Files.isDirectory(identity)) {
            throw wrong(identity + " is no folder; --identity names the one with the auditor's msp and tls");
        }
        return new LiveChannel(read(profile), EnrolmentFolder.read(identity, mspId), patience());
    }

    /** The organization's own folder, or the first one of a network that has a profile. */
    private Path organization(Path folder) throws IOException {
        Path named = folder.toAbsolutePath().normalize();
        if (Files.isRegularFile(named.resolve(PROFILE))) {
            return named;
        }
        try (Stream<Path> entries = Files.isDirectory(named) ? Files.list(named) : Stream.empty()) {
            return entries.sorted()
                    .filter(entry -> Files.isRegularFile(entry.resolve(PROFILE)))
                    .findFirst()
                    .orElseThrow(() -> wrong(folder + " holds no network: there is no " + PROFILE
                            + "; 'credence network up fabric' writes one for each organization"));
        }
    }

    private static Enrolment auditor(Path organization) {
        String mspId = String.valueOf(organization.getFileName());
        Path place = organization.resolve("certificates").resolve(AUDITOR);
        if (!EnrolmentFolder.exists(place)) {
            CertificateAuthority authority = CertificateAuthority.open(
                    organization.resolve("authority"), InstantSource.system(), new SecureRandom());
            EnrolmentFolder.write(
                    place, authority.organization(), authority.issue(IssueRequest.client(AUDITOR, Role.AUDITOR)));
        }
        return EnrolmentFolder.read(place, mspId);
    }

    private ConnectionProfile read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw wrong(file + " is no file; --profile names the connection profile");
        }
        try {
            return ConnectionProfile.read(file);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String words) {
        return new ParameterException(Arguments.given(spec).commandLine(), words);
    }
}
