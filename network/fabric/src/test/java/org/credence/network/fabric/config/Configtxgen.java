package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.MspFolder;

/** A channel's first block, as Fabric's {@code configtxgen} makes it of MSP folders and a profile. */
final class Configtxgen {
    static final String CHANNEL = "credence";

    private final Path folder;
    private final TestOrganizations organizations;

    Configtxgen(Path folder, TestOrganizations organizations) {
        this.folder = folder;
        this.organizations = organizations;
    }

    /** The block of a channel with these hosts and members; the first four hosts endorse, three of them are enough. */
    ByteString genesis(List<String> hosts, List<String> members) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(hosts);
        all.addAll(members);
        for (String mspId : all) {
            MspFolder.write(folder.resolve(mspId), organizations.organization(mspId));
        }
        for (String host : hosts) {
            EnrolmentFolder.write(
                    folder.resolve(host + "-orderer"), organizations.organization(host), organizations.orderer(host));
        }
        Files.writeString(folder.resolve("configtx.yaml"), profile(hosts, members));
        Path block = folder.resolve("genesis.block");
        FabricTools.run(
                Map.of("FABRIC_CFG_PATH", folder.toString()),
                "configtxgen",
                "-profile",
                "Test",
                "-channelID",
                CHANNEL,
                "-outputBlock",
                block.toString());
        return ByteString.copyFrom(Files.readAllBytes(block));
    }

    private String profile(List<String> hosts, List<String> members) {
        var yaml = new StringBuilder("Organizations:\n");
        for (int i = 0; i < hosts.size(); i++) {
            yaml.append(organization(hosts.get(i)));
            yaml.append("    OrdererEndpoints: ['127.0.0.").append(i + 1).append(":7050']\n");
            yaml.append("    AnchorPeers: [{Host: 127.0.0.").append(i + 1).append(", Port: 7051}]\n");
        }
        members.forEach(member -> yaml.append(organization(member)));
        yaml.append(head());
        for (int i = 0; i < hosts.size(); i++) {
            String own = hosts.get(i) + "-orderer";
            yaml.append(
                            "        - {ID: %d, Host: 127.0.0.%d, Port: 7050, MSPID: %s, Identity: %s/msp/signcerts/cert.pem, "
                                    .formatted(i + 1, i + 1, hosts.get(i), own))
                    .append("ClientTLSCert: %s/tls/server.crt, ServerTLSCert: %s/tls/server.crt}\n"
                            .formatted(own, own));
        }
        yaml.append("      Organizations: [").append(references(hosts)).append("]\n");
        String endorsers = String.join(
                ", ",
                hosts.subList(0, 4).stream().map(host -> "'" + host + ".peer'").toList());
        List<String> all = new ArrayList<>(hosts);
        all.addAll(members);
        return yaml.append("    Application:\n")
                .append(policies("      "))
                .append("        LifecycleEndorsement: {Type: Signature, Rule: \"OutOf(3, " + endorsers + ")\"}\n")
                .append("        Endorsement: {Type: Signature, Rule: \"OutOf(3, " + endorsers + ")\"}\n")
                .append("      Capabilities: {V2_5: true}\n")
                .append("      Organizations: [")
                .append(references(all))
                .append("]\n")
                .toString();
    }

    private static String head() {
        return """
                Profiles:
                  Test:
                %s    Capabilities: {V3_0: true}
                    Orderer:
                %s        BlockValidation: {Type: ImplicitMeta, Rule: ANY Writers}
                      Capabilities: {V2_0: true}
                      OrdererType: BFT
                      BatchTimeout: 2s
                      BatchSize: {MaxMessageCount: 500, AbsoluteMaxBytes: 10 MB, PreferredMaxBytes: 2 MB}
                      SmartBFT: {RequestBatchMaxInterval: 50ms}
                      ConsenterMapping:
                """.formatted(policies("    "), policies("      "));
    }

    private static String policies(String indent) {
        return """
                Policies:
                  Readers: {Type: ImplicitMeta, Rule: ANY Readers}
                  Writers: {Type: ImplicitMeta, Rule: ANY Writers}
                  Admins: {Type: ImplicitMeta, Rule: MAJORITY Admins}
                """.indent(indent.length());
    }

    private static String organization(String mspId) {
        return """
                  - &%1$s
                    Name: %1$s
                    ID: %1$s
                    MSPDir: %1$s
                    Policies:
                      Readers: {Type: Signature, Rule: "OR('%1$s.member')"}
                      Writers: {Type: Signature, Rule: "OR('%1$s.admin', '%1$s.client', '%1$s.orderer')"}
                      Admins: {Type: Signature, Rule: "OR('%1$s.admin')"}
                      Endorsement: {Type: Signature, Rule: "OR('%1$s.peer')"}
                """.formatted(mspId);
    }

    private static String references(List<String> mspIds) {
        return String.join(", ", mspIds.stream().map(mspId -> "*" + mspId).toList());
    }
}
