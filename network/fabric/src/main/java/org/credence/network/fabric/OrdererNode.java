package org.credence.network.fabric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An organization's ordering node. */
final class OrdererNode {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final FabricPrograms programs;
    private final NetworkPlan plan;
    private final Host host;
    private final OrganizationFolder folder;
    private final Health health;
    private final DaemonProcess process;

    OrdererNode(FabricPrograms programs, NetworkPlan plan, OrganizationFolder folder, Health health) {
        this.programs = programs;
        this.plan = plan;
        this.folder = folder;
        this.host = plan.host(folder.mspId());
        this.health = health;
        this.process = new DaemonProcess(folder, "orderer");
    }

    DaemonProcess process() {
        return process;
    }

    /** Starts it, and returns when it serves the channel, whose blocks it takes from the other ordering nodes. */
    void start() {
        process.start(new DaemonProcess.Start(
                List.of(programs.orderer().toString()),
                folder.orderer(),
                Map.of("FABRIC_CFG_PATH", folder.orderer().toString(), "FABRIC_LOGGING_SPEC", "warn")));
        process.awaitReady(
                () -> health.isWell(host.operationsAddress(), host.ports().ordererOperations())
                        && Health.listens(host.address(), host.ports().ordererAdmin()),
                PATIENCE);
        if (height().isEmpty()) {
            admin(
                    "channel",
                    "join",
                    "--channelID",
                    plan.channel(),
                    "--config-block",
                    folder.configuration().toString());
        }
        process.awaitReady(
                () -> height().isPresent()
                        && Health.listens(host.address(), host.ports().orderer()),
                PATIENCE);
    }

    /** Number of blocks it has of the channel; empty if it does not answer or has not joined. */
    Optional<Long> height() {
        Program.Answer answer = ask("channel", "list", "--channelID", plan.channel(), "--no-status");
        try {
            JsonNode height = JSON.readTree(answer.out()).path("height");
            return height.isIntegralNumber() ? Optional.of(height.longValue()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The consenter's number that leads, as this node sees it. */
    Optional<Integer> leader() {
        return health.metric(
                        host.operationsAddress(),
                        host.ports().ordererOperations(),
                        "consensus_BFT_leader_id{channel=\"" + plan.channel() + "\"}")
                .map(Double::intValue);
    }

    private void admin(String... arguments) {
        Program.Answer answer = ask(arguments);
        // It ends with status 0 when the node says no, too.
        if (answer.status() != 0 || !answer.out().contains("Status: 201")) {
            throw new FabricException("the ordering node of %s does not join channel %s: %s"
                    .formatted(host.mspId(), plan.channel(), (answer.err() + answer.out()).strip()));
        }
    }

    private Program.Answer ask(String... arguments) {
        Path tls = folder.certificate("admin").resolve("tls");
        String[] all = new String[arguments.length + 8];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        List<String> connection = List.of(
                "-o",
                host.ordererAdminEndpoint(),
                "--ca-file",
                tls.resolve("ca.crt").toString(),
                "--client-cert",
                tls.resolve("server.crt").toString(),
                "--client-key",
                tls.resolve("server.key").toString());
        for (int i = 0; i < connection.size(); i++) {
            all[arguments.length + i] = connection.get(i);
        }
        return new Program(programs.osnadmin(), folder.orderer(), Map.of()).ask(PATIENCE, all);
    }
}
