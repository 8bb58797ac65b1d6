package org.credence.bench;

import org.credence.network.fabric.FabricException;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;

/** What the benchmarks' commands have in common. */
final class BenchMain {
    private BenchMain() {}

    /** Runs a command and ends the process with its status. What is wrong with Fabric's programs or network is said in one line. */
    static void run(Object command, String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (!(failure instanceof FabricException)) {
                        throw failure;
                    }
                    line.getErr().println("bench: " + failure.getMessage());
                    return line.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments));
    }
}
