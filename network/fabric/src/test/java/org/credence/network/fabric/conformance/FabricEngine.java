package org.credence.network.fabric.conformance;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.credence.network.fabric.ContractProgram;
import org.credence.network.fabric.ContractVersion;
import org.credence.network.fabric.DaemonProcess;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.FabricPrograms;
import org.credence.network.fabric.Host;
import org.credence.network.fabric.NetworkPlan;
import org.credence.network.fabric.PortRange;
import org.credence.network.fabric.TestDefinitions;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Identity;

/** A Fabric network on this machine: every organization with a peer, an ordering node and a service of the contract. */
final class FabricEngine implements Engine {
    private static final ContractVersion DEFINED = new ContractVersion(CONTRACT, "1.0", 2);
    /* A service of its own, in the place of the first definition's: a service runs one call of a transaction. */
    private static final ContractVersion OTHER = new ContractVersion(OTHER_CONTRACT, "1.0", 1);
    private static final ContractProgram PROGRAM =
            ContractProgram.java(ConformanceService.class.getName(), System.getProperty("java.class.path"));

    private final FabricPrograms programs;
    private final FabricNetwork network;

    FabricEngine(Path folder, FabricPrograms programs) throws IOException {
        this.programs = programs;
        network = FabricNetwork.found(
                folder.resolve("network"),
                NetworkPlan.local(CHANNEL, CONTRACT, HOSTS, HOSTS.size(), new PortRange()),
                new FabricNetwork.Environment(
                        programs, PROGRAM, InstantSource.system(), new SecureRandom(), line -> {}));
        try (TestDefinitions definitions = new TestDefinitions(network, programs)) {
            network.up();
            definitions.serve(DEFINED, PROGRAM);
            Path collections = folder.resolve("collections.json");
            Files.writeString(collections, collections());
            definitions.define(List.of(CONTRACT), DEFINED.sequence(), DEFINED, Optional.of(collections));
            HOSTS.forEach(mspId -> network.contracts(mspId).stream()
                    .filter(service -> service.name().startsWith("contract-1 "))
                    .forEach(DaemonProcess::kill));
            definitions.serve(OTHER, PROGRAM);
            definitions.define(List.of(OTHER_CONTRACT), OTHER.sequence(), OTHER, Optional.empty());
        } catch (IOException | RuntimeException e) {
            network.down();
            throw e;
        }
    }

    private static String collections() {
        List<String> definitions = new ArrayList<>();
        definitions.add(collection(SHARED, 0, false));
        definitions.add(collection(CLOSED, 0, true));
        definitions.add(collection(SHORT, BLOCKS_TO_LIVE, false));
        return "[" + String.join(",", definitions) + "]";
    }

    private static String collection(String name, int blockToLive, boolean membersOnly) {
        String members = HOSTS.subList(0, MEMBERS).stream()
                .map(mspId -> "'" + mspId + ".member'")
                .collect(Collectors.joining(",", "OR(", ")"));
        return """
                {"name": "%s", "policy": "%s", "requiredPeerCount": 0, "maxPeerCount": %d, "blockToLive": %d,
                 "memberOnlyRead": %s, "memberOnlyWrite": %s}""".formatted(name, members, MEMBERS, blockToLive, membersOnly, membersOnly);
    }

    @Override
    public CertificateAuthority authority(String mspId) {
        return CertificateAuthority.open(
                network.organization(mspId).authority(), InstantSource.system(), new SecureRandom());
    }

    @Override
    public ManagedChannel connect(String mspId, Identity tls) {
        Host host = network.plan().host(mspId);
        return Connections.open(
                host.address(),
                host.ports().peer(),
                tls,
                authority(mspId).organization().tlsRoots().get(0));
    }

    @Override
    public void restart() {
        network.down();
        network.up();
        try (TestDefinitions definitions = new TestDefinitions(network, programs)) {
            definitions.serve(OTHER, PROGRAM);
        }
    }

    @Override
    public void close() {
        network.down();
    }
}
