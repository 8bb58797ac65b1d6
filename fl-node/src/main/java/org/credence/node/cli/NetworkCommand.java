package org.credence.node.cli;

import picocli.CommandLine.Command;

/** {@code credence network}: a Fabric network on this machine, or one organization's part of one. */
@Command(
        name = "network",
        mixinStandardHelpOptions = true,
        description = "Starts, watches, changes and stops a Hyperledger Fabric network of the consortium.",
        subcommands = {
            NetworkUpCommand.class,
            NetworkStatusCommand.class,
            NetworkUpgradeCommand.class,
            NetworkCrlCommand.class,
            CertCommand.class,
            NetworkDownCommand.class
        })
final class NetworkCommand {}
