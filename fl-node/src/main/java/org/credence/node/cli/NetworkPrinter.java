package org.credence.node.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.credence.network.fabric.NetworkStatus;
import org.credence.network.fabric.NetworkStatus.HostStatus;

/** How a network is, for an operator's eyes. */
final class NetworkPrinter {
    private static final String ROW = "%-16s %10s %10s %6s  %-12s %-10s %s%n";

    private final PrintWriter out;

    NetworkPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(NetworkStatus status) {
        out.printf("%nchannel %s on Fabric %s, contract %s%n", status.channel(), status.version(), status.contract());
        out.printf("%d members: %s%n", status.members().size(), String.join(", ", status.members()));
        out.printf(
                "leader %s, height %s%n%n",
                status.leader().orElse("not known"), status.height() == 0 ? "not known" : status.height());
        out.printf(ROW, "host", "peer", "orderer", "lag", "contract", "", "first certificate to expire");
        for (HostStatus host : status.hosts()) {
            boolean answers = host.peerHeight() > 0 && host.ordererHeight() > 0;
            out.printf(
                    ROW,
                    host.mspId(),
                    node(host.peerRunning(), host.peerHeight()),
                    node(host.ordererRunning(), host.ordererHeight()),
                    answers ? status.lag(host) : "-",
                    host.contractReachable() ? "reachable" : "unreachable",
                    status.leader().filter(host.mspId()::equals).isPresent() ? "leads" : "",
                    LocalDate.ofInstant(host.expires(), ZoneOffset.UTC) + " " + host.expiring());
        }
    }

    private static String node(boolean running, long height) {
        if (!running) {
            return "stopped";
        }
        return height == 0 ? "silent" : Long.toString(height);
    }
}
