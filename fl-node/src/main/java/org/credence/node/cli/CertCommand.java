package org.credence.node.cli;

import picocli.CommandLine.Command;

/** {@code credence network cert}: an organization's certificates, for its administrator. */
@Command(
        name = "cert",
        mixinStandardHelpOptions = true,
        description =
                "Lists, renews and revokes the certificates of an organization whose authority is on this machine.",
        subcommands = {CertListCommand.class, CertRenewCommand.class, CertRevokeCommand.class})
final class CertCommand {}
