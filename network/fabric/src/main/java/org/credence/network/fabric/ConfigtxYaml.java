package org.credence.network.fabric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code configtx.yaml}, from which {@code configtxgen} makes the channel's first block. Hosts stand in the Orderer and the Application
 * group, other members in the Application group alone.
 */
final class ConfigtxYaml {
    /** The profile's name. */
    static final String PROFILE = "Credence";

    /** Blocks wait this long for more transactions; under BFT the ordinary batch timeout is not used. */
    private static final String BATCH_INTERVAL = "50ms";

    private static final int MAX_MESSAGES = 500;

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private final NetworkPlan plan;

    ConfigtxYaml(NetworkPlan plan) {
        this.plan = plan;
    }

    String text() {
        Map<String, Object> profile = map();
        profile.put("Capabilities", capability("V3_0"));
        profile.put("Policies", metaPolicies());
        profile.put("Orderer", orderer());
        profile.put("Application", application());
        Map<String, Object> profiles = map();
        profiles.put(PROFILE, profile);
        Map<String, Object> root = map();
        root.put("Profiles", profiles);
        try {
            return "# The channel's first configuration. configtxgen makes genesis.block of it; later changes are transactions.\n"
                    + YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration can be written", e);
        }
    }

    private Map<String, Object> orderer() {
        Map<String, Object> orderer = map();
        orderer.put("OrdererType", "BFT");
        orderer.put("Capabilities", capability("V2_0"));
        Map<String, Object> batch = map();
        batch.put("MaxMessageCount", MAX_MESSAGES);
        batch.put("AbsoluteMaxBytes", "10 MB");
        batch.put("PreferredMaxBytes", "2 MB");
        orderer.put("BatchTimeout", "2s");
        orderer.put("BatchSize", batch);
        Map<String, Object> policies = metaPolicies();
        policies.put("BlockValidation", meta("ANY Writers"));
        orderer.put("Policies", policies);
        Map<String, Object> bft = map();
        bft.put("RequestBatchMaxInterval", BATCH_INTERVAL);
        bft.put("RequestForwardTimeout", "2s");
        bft.put("RequestComplainTimeout", "5s");
        bft.put("RequestAutoRemoveTimeout", "3m0s");
        bft.put("ViewChangeResendInterval", "5s");
        bft.put("ViewChangeTimeout", "20s");
        bft.put("LeaderHeartbeatTimeout", "10s");
        bft.put("LeaderHeartbeatCount", 10);
        bft.put("CollectTimeout", "1s");
        bft.put("IncomingMessageBufferSize", 200);
        bft.put("RequestPoolSize", 100000);
        orderer.put("SmartBFT", bft);
        List<Object> consenters = new ArrayList<>();
        for (int i = 0; i < plan.hosts().size(); i++) {
            consenters.add(consenter(i + 1, plan.hosts().get(i)));
        }
        orderer.put("ConsenterMapping", consenters);
        orderer.put(
                "Organizations", plan.hosts().stream().map(this::organization).toList());
        return orderer;
    }

    private static Map<String, Object> consenter(int id, Host host) {
        String folder = host.mspId() + "/certificates/orderer/";
        Map<String, Object> consenter = map();
        consenter.put("ID", id);
        consenter.put("Host", host.address());
        consenter.put("Port", host.ports().orderer());
        consenter.put("MSPID", host.mspId());
        consenter.put("Identity", folder + "msp/signcerts/cert.pem");
        consenter.put("ClientTLSCert", folder + "tls/server.crt");
        consenter.put("ServerTLSCert", folder + "tls/server.crt");
        return consenter;
    }

    private Map<String, Object> application() {
        Map<String, Object> application = map();
        application.put("Capabilities", capability("V2_5"));
        Map<String, Object> policies = metaPolicies();
        // Members without a peer cannot endorse, so a majority of all would never be reached.
        policies.put("Endorsement", signature(hostsRule()));
        policies.put("LifecycleEndorsement", signature(hostsRule()));
        policies.put("Auditors", meta("ANY Readers"));
        application.put("Policies", policies);
        application.put("ACLs", acls());
        application.put(
                "Organizations",
                plan.members().stream()
                        .map(mspId -> plan.isHost(mspId) ? organization(plan.host(mspId)) : organization(mspId))
                        .toList());
        return application;
    }

    private String hostsRule() {
        return plan.hosts().stream()
                .map(host -> "'" + host.mspId() + ".peer'")
                .collect(Collectors.joining(", ", "OutOf(" + plan.quorum() + ", ", ")"));
    }

    /** Who may read the record is one policy of its own, so that the board can narrow or widen it in one place. */
    private static Map<String, Object> acls() {
        Map<String, Object> acls = map();
        String auditors = "/Channel/Application/Auditors";
        for (String resource : List.of(
                "qscc/GetChainInfo",
                "qscc/GetBlockByNumber",
                "qscc/GetBlockByHash",
                "qscc/GetTransactionByID",
                "qscc/GetBlockByTxID",
                "cscc/GetConfigBlock",
                "cscc/GetChannelConfig",
                "event/Block",
                "event/FilteredBlock",
                "gateway/CommitStatus",
                "gateway/ChaincodeEvents")) {
            acls.put(resource, auditors);
        }
        acls.put("peer/Propose", "/Channel/Application/Writers");
        return acls;
    }

    private Map<String, Object> organization(Host host) {
        Map<String, Object> organization = organization(host.mspId());
        organization.put("OrdererEndpoints", List.of(host.ordererEndpoint()));
        Map<String, Object> anchor = map();
        anchor.put("Host", host.address());
        anchor.put("Port", host.ports().peer());
        organization.put("AnchorPeers", List.of(anchor));
        return organization;
    }

    private Map<String, Object> organization(String mspId) {
        Map<String, Object> policies = map();
        policies.put("Readers", signature("OR('%s.member')".formatted(mspId)));
        policies.put("Writers", signature("OR('%1$s.admin', '%1$s.client', '%1$s.orderer')".formatted(mspId)));
        policies.put("Admins", signature("OR('%s.admin')".formatted(mspId)));
        policies.put("Endorsement", signature("OR('%s.peer')".formatted(mspId)));
        Map<String, Object> organization = map();
        organization.put("Name", mspId);
        organization.put("ID", mspId);
        organization.put("MSPDir", mspId + "/msp");
        organization.put("Policies", policies);
        return organization;
    }

    private static Map<String, Object> metaPolicies() {
        Map<String, Object> policies = map();
        policies.put("Readers", meta("ANY Readers"));
        policies.put("Writers", meta("ANY Writers"));
        policies.put("Admins", meta("MAJORITY Admins"));
        return policies;
    }

    private static Map<String, Object> meta(String rule) {
        return policy("ImplicitMeta", rule);
    }

    private static Map<String, Object> signature(String rule) {
        return policy("Signature", rule);
    }

    private static Map<String, Object> policy(String type, String rule) {
        Map<String, Object> policy = map();
        policy.put("Type", type);
        policy.put("Rule", rule);
        return policy;
    }

    private static Map<String, Object> capability(String name) {
        Map<String, Object> capability = map();
        capability.put(name, true);
        return capability;
    }

    private static Map<String, Object> map() {
        return new LinkedHashMap<>();
    }
}
