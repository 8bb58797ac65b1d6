package org.credence.node.cli;

import picocli.CommandLine.Command;

/** {@code credence data}: a member's own rows, looked at where they lie. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Looks at a member's own rows, where they lie.",
        subcommands = {DataCheckCommand.class})
final class DataCommand {}
