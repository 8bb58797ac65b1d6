package org.credence.network.fabric;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Free ports on this machine, below those that outgoing connections are given. For one thread. */
public final class PortRange {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    private int next;

    /** Ports from 20000 on. */
    public PortRange() {
        this(FIRST);
    }

    /** Ports from this one on, each checked to be free. */
    public PortRange(int first) {
        this.next = first;
    }

    /** Ports behind those of a network on this machine, whether it is running or not. */
    public static PortRange behind(NetworkPlan plan) {
        return new PortRange(1
                + plan.hosts().stream()
                        .flatMap(host -> host.ports().all().stream())
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(FIRST - 1));
    }

    /**
     * The next ports in a row that nobody listens on.
     *
     * @throws FabricException if there are none
     */
    public HostPorts next() {
        for (; next + HostPorts.COUNT <= LAST; next += HostPorts.COUNT) {
            HostPorts ports = HostPorts.from(next);
            if (ports.all().stream().allMatch(PortRange::isFree)) {
                next += HostPorts.COUNT;
                return ports;
            }
        }
        throw new FabricException("no free ports below " + LAST + " on 127.0.0.1; stop other networks");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
