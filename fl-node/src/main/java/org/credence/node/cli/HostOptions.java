package org.credence.node.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.Host;
import org.credence.network.fabric.HostPorts;
import org.credence.network.fabric.PortRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a member is to host, and what its peer begins with. */
final class HostOptions {
    private static final String LOOPBACK = "127.0.0.1";

    @Option(
            names = "--address",
            paramLabel = "NAME",
            description = "Name or IPv4 address under which the others reach the host, with the usual ports;"
                    + " without it the host is for this machine alone, with free ports.")
    private @Nullable String address;

    @Option(
            names = "--listen",
            paramLabel = "IP",
            description = "IPv4 address to bind to; without it the one of --address.")
    private @Nullable String listen;

    @Option(
            names = "--snapshot",
            paramLabel = "DIR",
            description = "The peer begins with this snapshot ('credence network snapshot' takes one);"
                    + " without it, it takes every block from the first on.")
    private @Nullable Path snapshot;

    /** Whether any of them is given. */
    boolean isGiven() {
        return address != null || listen != null || snapshot != null;
    }

    /** As asked, or where the member began to host before. */
    Host machine(FabricNetwork network, String mspId) {
        return network.machine(mspId).orElseGet(() -> {
            String at = address == null ? LOOPBACK : address;
            return new Host(
                    mspId,
                    at,
                    listen == null ? at : listen,
                    address == null ? PortRange.behind(network.plan()).next() : HostPorts.USUAL);
        });
    }

    Optional<Path> snapshot() {
        return Optional.ofNullable(snapshot);
    }
}
