package org.credence.node.cli.people;

import java.util.List;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;
import org.credence.protocol.NodeAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** What the certificate's folder is called. */
    String name() {
        return role() == Role.OWNER ? "owner-" + owner : role().text();
    }

    /**
     * The request.
     *
     * @throws ParameterException if the options do not go together, or a name has not the form of one
     */
    IssueRequest wanted() {
        if ((role() == Role.OWNER) != (owner != null)) {
            throw wrong("--role owner and --owner ID go together: the owner's id in the organization");
        }
        try {
            // A name that a node's address cannot have is none that a client would look for.
            hosts.forEach(host -> new NodeAddress("https://" + host + ":443"));
            return request().onHosts(hosts);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private IssueRequest request() {
        return owner == null ? IssueRequest.client(name(), role()) : IssueRequest.owner(name(), owner);
    }

    private ParameterException wrong(String words) {
        return new ParameterException(OfficeOptions.given(spec).commandLine(), words);
    }

    private Role role() {
        return OfficeOptions.given(role);
    }
}
