package org.credence.network.fabric;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.credence.network.identity.EnrolmentFolder;

/** The service of one version of the contract beside one organization's peer, and the package that tells the peer of it. */
final class ContractService {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final NetworkPlan plan;
    private final OrganizationFolder folder;
    private final ContractVersion version;
    private final DaemonProcess process;

    ContractService(NetworkPlan plan, OrganizationFolder folder, ContractVersion version) {
        this.plan = plan;
        this.folder = folder;
        this.version = version;
        this.process = new DaemonProcess(folder, "contract-" + version.sequence());
    }

    ContractVersion version() {
        return version;
    }

    DaemonProcess process() {
        return process;
    }

    /** The package, written on first use and then kept: its hash is its id. */
    Path packageFile() {
        Path file = folder.contract().resolve(version.label() + ".tar.gz");
        if (!Files.exists(file)) {
            // It holds the key with which the peer calls.
            TextFile.writeSecret(file, made().bytes().toByteArray());
        }
        return file;
    }

    String packageId() {
        return new ContractPackage(version.label(), ByteString.copyFrom(TextFile.read(packageFile()))).id();
    }

    private ContractPackage made() {
        Host host = plan.host(folder.mspId());
        Path peerTls = folder.certificate("peer").resolve("tls");
        return ContractPackage.of(
                version.label(),
                new ContractPackage.Connection(
                        host.contractEndpoint(version.sequence()),
                        text(peerTls.resolve("ca.crt")),
                        text(peerTls.resolve("server.crt")),
                        text(peerTls.resolve("server.key"))));
    }

    private static String text(Path file) {
        return new String(TextFile.read(file), StandardCharsets.UTF_8);
    }

    /** Starts it, and returns when it takes calls. */
    void start(ContractProgram program) {
        if (!EnrolmentFolder.exists(folder.certificate("contract"))) {
            throw new FabricException(folder.certificate("contract") + " is missing; restore it");
        }
        Host host = plan.host(folder.mspId());
        Path tls = folder.certificate("contract").resolve("tls");
        Map<String, String> environment = new TreeMap<>(program.environment());
        environment.put("CORE_CHAINCODE_ID_NAME", packageId());
        environment.put(
                "CHAINCODE_SERVER_ADDRESS", host.listen() + ":" + host.ports().contract(version.sequence()));
        environment.put("CREDENCE_TLS_KEY", tls.resolve("server.key").toString());
        environment.put("CREDENCE_TLS_CERTIFICATE", tls.resolve("server.crt").toString());
        environment.put("CREDENCE_TLS_PEER_ROOTS", tls.resolve("ca.crt").toString());
        environment.put("CORE_CHAINCODE_LOGGING_LEVEL", "WARNING");
        environment.put("CORE_CHAINCODE_LOGGING_SHIM", "WARNING");
        environment.put("CORE_PEER_LOCALMSPID", folder.mspId());
        process.start(new DaemonProcess.Start(program.command(), folder.contract(), environment));
        process.awaitReady(this::isReachable, PATIENCE);
    }

    boolean isReachable() {
        Host host = plan.host(folder.mspId());
        return Health.listens(host.address(), host.ports().contract(version.sequence()));
    }

    /** Every argument of the tool that names the definition. */
    List<String> definition() {
        return List.of(
                "--channelID",
                plan.channel(),
                "--name",
                version.name(),
                "--version",
                version.version(),
                "--sequence",
                Integer.toString(version.sequence()));
    }
}
