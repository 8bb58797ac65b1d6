package org.credence.network.fabric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The contract's way onto the channel, from the point of view of one host: install the package, approve the definition, commit it when
 * enough have approved. Every step may be done again.
 */
final class ContractLifecycle {
    private static final JsonMapper JSON = new JsonMapper();

    /** Fabric's words for a private value, as of an approval, of which only the hash is there. */
    private static final String LOST = "private data matching public hash version is not available";

    private final NetworkPlan plan;
    private final PeerCommand peer;

    ContractLifecycle(NetworkPlan plan, PeerCommand peer) {
        this.plan = plan;
        this.peer = peer;
    }

    /** The definition in force; empty if there is none. */
    Optional<ContractVersion> committed(String name) {
        Program.Answer answer =
                peer.ask("lifecycle", "chaincode", "querycommitted", "-C", plan.channel(), "-n", name, "-O", "json");
        if (answer.status() != 0) {
            if (answer.err().contains("namespace " + name + " is not defined")) {
                return Optional.empty();
            }
            throw new FabricException("the definition of contract " + name + " cannot be read: "
                    + answer.err().strip());
        }
        JsonNode definition = json(answer.out());
        return Optional.of(new ContractVersion(
                name,
                definition.path("version").asText(),
                definition.path("sequence").asInt()));
    }

    /** Installs the package on the host's peer, unless it has it. */
    void install(ContractService service) {
        JsonNode installed = json(peer.run("lifecycle", "chaincode", "queryinstalled", "-O", "json"));
        for (JsonNode one : installed.path("installed_chaincodes")) {
            if (one.path("package_id").asText().equals(service.packageId())) {
                return;
            }
        }
        peer.run("lifecycle", "chaincode", "install", service.packageFile().toString());
    }

    /** Approves the definition for the host's organization, unless it has, and returns when that is on the ledger. */
    void approve(ContractService service) {
        if (approvals(service).path(peer.organization()).asBoolean()) {
            return;
        }
        submitApproval(service);
    }

    private void submitApproval(ContractService service) {
        List<String> command = new ArrayList<>(List.of("lifecycle", "chaincode", "approveformyorg"));
        command.addAll(peer.ordering());
        command.addAll(service.definition());
        command.addAll(policy());
        command.addAll(List.of("--package-id", service.packageId()));
        peer.run(command);
    }

    /**
     * Approves a definition that is in force already, unless the host's organization has: without that its peer does not know which
     * package is meant, and does not endorse.
     *
     * @return false if the peer lost with its data what was approved, which no other peer has: then it endorses from the next version on
     */
    boolean approveInForce(ContractService service) {
        Program.Answer answer = peer.ask(
                "lifecycle",
                "chaincode",
                "queryapproved",
                "-C",
                plan.channel(),
                "-n",
                service.version().name(),
                "--sequence",
                Integer.toString(service.version().sequence()),
                "-O",
                "json");
        if (answer.err().contains(LOST)) {
            return false;
        }
        boolean approved = answer.status() == 0
                && json(answer.out())
                        .path("source")
                        .path("Type")
                        .path("LocalPackage")
                        .path("package_id")
                        .asText()
                        .equals(service.packageId());
        if (!approved) {
            submitApproval(service);
        }
        return true;
    }

    /** The hosts that have approved the definition, in the plan's order. */
    List<Host> approving(ContractService service) {
        JsonNode approvals = approvals(service);
        return plan.hosts().stream()
                .filter(host -> approvals.path(host.mspId()).asBoolean())
                .toList();
    }

    /** Puts the definition in force. */
    void commit(ContractService service, List<Host> endorsers) {
        List<String> command = new ArrayList<>(List.of("lifecycle", "chaincode", "commit"));
        command.addAll(peer.ordering());
        command.addAll(service.definition());
        command.addAll(policy());
        command.addAll(peer.peers(endorsers));
        peer.run(command);
    }

    private JsonNode approvals(ContractService service) {
        List<String> command = new ArrayList<>(List.of("lifecycle", "chaincode", "checkcommitreadiness", "-O", "json"));
        command.addAll(service.definition());
        command.addAll(policy());
        return json(peer.run(command)).path("approvals");
    }

    private static List<String> policy() {
        return List.of("--channel-config-policy", "/Channel/Application/Endorsement");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new FabricException("Fabric's peer answered no JSON: " + text.strip(), e);
        }
    }
}
