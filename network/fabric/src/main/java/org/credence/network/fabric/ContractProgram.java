package org.credence.network.fabric;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How the contract's service is started. It finds its package id, address and certificates in its environment, under the names of
 * {@code ServiceSettings} of the contract.
 *
 * @param command program and arguments
 * @param environment besides those
 */
public record ContractProgram(List<String> command, Map<String, String> environment) {
    /** Memory of the service's heap: it keeps nothing between calls. */
    private static final String HEAP = "-Xmx128m";

    public ContractProgram {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * A main class on this process's class path, in this process's Java.
     *
     * @param classPath as {@code java.class.path} has it
     */
    public static ContractProgram java(String mainClass, String classPath) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ContractProgram(
                List.of(
                        java.toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        mainClass),
                Map.of());
    }
}
