package org.credence.node.cli;

import picocli.CommandLine.Command;

/** {@code credence network org}: organizations that come and go. */
@Command(
        name = "org",
        mixinStandardHelpOptions = true,
        description =
                "Organizations enter and leave: by the board's vote on the ledger, then by a signed update of the channel.",
        subcommands = {OrganizationAddCommand.class, OrganizationRemoveCommand.class, OrganizationPrepareCommand.class})
final class NetworkOrganizationCommand {}
