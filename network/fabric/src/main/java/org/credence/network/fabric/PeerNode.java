package org.credence.network.fabric;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An organization's peer. */
final class PeerNode {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern HEIGHT = Pattern.compile("\"height\":(\\d+)");

    private final FabricPrograms programs;
    private final NetworkPlan plan;
    private final Host host;
    private final OrganizationFolder folder;
    private final Health health;
    private final DaemonProcess process;

    PeerNode(FabricPrograms programs, NetworkPlan plan, OrganizationFolder folder, Health health) {
        this.programs = programs;
        this.plan = plan;
        this.folder = folder;
        this.host = plan.host(folder.mspId());
        this.health = health;
        this.process = new DaemonProcess(folder, "peer");
    }

    DaemonProcess process() {
        return process;
    }

    /** Starts it, and returns when it serves the channel, which it joins from the first block. */
    void start() {
        startAlone();
        PeerCommand command = command();
        if (height().isEmpty()) {
            command.run("channel", "join", "-b", folder.genesis().toString());
        }
        process.awaitReady(() -> height().isPresent(), PATIENCE);
    }

    /** Starts it, and returns when it answers; it may not have joined the channel. */
    void startAlone() {
        process.start(new DaemonProcess.Start(
                List.of(programs.peer().toString(), "node", "start"),
                folder.peer(),
                Map.of("FABRIC_CFG_PATH", folder.peer().toString(), "FABRIC_LOGGING_SPEC", "warn")));
        process.awaitReady(
                () -> health.isWell(host.operationsAddress(), host.ports().peerOperations())
                        && Health.listens(host.address(), host.ports().peer()),
                PATIENCE);
    }

    /** The peer's tool, as the organization's administrator. */
    PeerCommand command() {
        return new PeerCommand(programs, plan, folder);
    }

    /** Number of blocks it has of the channel; empty if it does not answer or has not joined. */
    Optional<Long> height() {
        Program.Answer answer = command().ask("channel", "getinfo", "-c", plan.channel());
        Matcher matcher = HEIGHT.matcher(answer.out());
        return answer.status() == 0 && matcher.find()
                ? Optional.of(Long.parseLong(matcher.group(1)))
                : Optional.empty();
    }
}
