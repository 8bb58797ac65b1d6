package org.credence.node.cli.people;

import java.util.List;
import java.util.Objects;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a certificate is to say; asked for by whoever has the keys, granted in the same words by an authority. */
final class CertificateOptions {
    @Option(names = "--role", paramLabel = "ROLE", required = true, description = "member, board, auditor or owner.")
    private @Nullable Role role;

    @Option(
            names = "--owner",
            paramLabel = "ID",
            description = "With --role owner: the owner's id in the organization.")
    private @Nullable String owner;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description =
                    "A host name or IP address that the TLS certificate is good for; repeat (default: this machine).")
    private List<String> hosts = List.of("localhost", "127.0.0.1");

    /** What the certificate's folder is called. */
    String name() {
        return role == Role.OWNER ? "owner-" + owner : role().text();
    }

    /** The request. */
    IssueRequest wanted() {
        IssueRequest request = role() == Role.OWNER ? owner() : IssueRequest.client(name(), role());
        return request.onHosts(hosts);
    }

    private IssueRequest owner() {
        if (owner == null) {
            throw new BadFileException("--role owner needs --owner ID, the owner's id in the organization");
        }
        return IssueRequest.owner(name(), owner);
    }

    private Role role() {
        return Objects.requireNonNull(role, "picocli fills in every required option");
    }
}
