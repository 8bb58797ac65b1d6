package org.credence.node.cli;

import picocli.CommandLine.Command;

/** {@code credence network up}: makes a network on first use, and starts what does not run. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Makes a network on first use, and starts what does not run.",
        subcommands = {FabricUpCommand.class, EmbeddedUpCommand.class})
final class NetworkUpCommand {}
