package org.credence.network.fabric;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fabric's tool for peers, run as the administrator of one organization against its own peer, or against another that it names. */
final class PeerCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final FabricPrograms programs;
    private final NetworkPlan plan;
    private final OrganizationFolder folder;

    PeerCommand(FabricPrograms programs, NetworkPlan plan, OrganizationFolder folder) {
        this.programs = programs;
        this.plan = plan;
        this.folder = folder;
    }

    /** Whose administrator asks. */
    String organization() {
        return folder.mspId();
    }

    /** @throws FabricException if it fails */
    String run(String... arguments) {
        return program().run(PATIENCE, arguments);
    }

    String run(List<String> arguments) {
        return run(arguments.toArray(String[]::new));
    }

    Program.Answer ask(String... arguments) {
        return program().ask(PATIENCE, arguments);
    }

    /** The arguments by which it reaches an ordering node: the organization's own, or the next host's that takes connections. */
    List<String> ordering() {
        Path tls = tls();
        List<Host> nodes = plan.gateways(folder.mspId());
        Host host = nodes.stream()
                .filter(node -> Health.listens(node.address(), node.ports().orderer()))
                .findFirst()
                .orElse(nodes.get(0));
        return List.of(
                "-o",
                host.ordererEndpoint(),
                "--tls",
                "--cafile",
                folder.tlsRoot(host.mspId()).toString(),
                "--clientauth",
                "--certfile",
                tls.resolve("server.crt").toString(),
                "--keyfile",
                tls.resolve("server.key").toString());
    }

    /** The arguments by which it asks these hosts' peers. */
    List<String> peers(List<Host> hosts) {
        List<String> arguments = new ArrayList<>();
        for (Host host : hosts) {
            arguments.addAll(List.of(
                    "--peerAddresses",
                    host.peerEndpoint(),
                    "--tlsRootCertFiles",
                    folder.tlsRoot(host.mspId()).toString()));
        }
        return arguments;
    }

    private Path tls() {
        return folder.certificate("admin").resolve("tls");
    }

    private Program program() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("FABRIC_CFG_PATH", folder.peer().toString());
        environment.put("FABRIC_LOGGING_SPEC", "error");
        environment.put("CORE_PEER_LOCALMSPID", folder.mspId());
        environment.put("CORE_PEER_ADDRESS", plan.host(folder.mspId()).peerEndpoint());
        environment.put(
                "CORE_PEER_MSPCONFIGPATH",
                folder.certificate("admin").resolve("msp").toString());
        environment.put("CORE_PEER_TLS_ENABLED", "true");
        environment.put(
                "CORE_PEER_TLS_ROOTCERT_FILE", folder.tlsRoot(folder.mspId()).toString());
        environment.put("CORE_PEER_TLS_CLIENTAUTHREQUIRED", "true");
        environment.put(
                "CORE_PEER_TLS_CLIENTCERT_FILE", tls().resolve("server.crt").toString());
        environment.put(
                "CORE_PEER_TLS_CLIENTKEY_FILE", tls().resolve("server.key").toString());
        return new Program(programs.peer(), folder.peer(), environment);
    }
}
