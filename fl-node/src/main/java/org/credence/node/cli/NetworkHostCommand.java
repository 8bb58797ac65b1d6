package org.credence.node.cli;

import picocli.CommandLine.Command;

/** {@code credence network host}: members that begin to host. */
@Command(
        name = "host",
        mixinStandardHelpOptions = true,
        description = "Members that begin to host: a peer that endorses, an ordering node, the contract's service.",
        subcommands = HostAddCommand.class)
final class NetworkHostCommand {}
