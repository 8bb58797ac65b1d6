package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.KeyChoice;
import org.credence.network.identity.MspFolder;
import org.credence.network.identity.Organization;
import org.credence.network.identity.Pem;
import org.hyperledger.fabric.protos.common.ConfigUpdate;

/**
 * Files that Fabric v3.1.5 made: a channel's first block by {@code configtxgen}, and the update of each change by {@code configtxlator
 * compute_update}, which names no channel; with the certificates that the changes are made of. {@link ConfigtxlatorTest} makes them again.
 */
final class Golden {
    private final Path folder;

    Golden(Path folder) {
        this.folder = folder;
    }

    /** The committed files. */
    static Golden committed() {
        URL block = Objects.requireNonNull(Golden.class.getResource("golden/genesis.block"));
        try {
            return new Golden(Objects.requireNonNull(Path.of(block.toURI()).getParent()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A channel of five hosts, four of which endorse, and a member without machines. */
    ConfigBlock genesis() {
        return ConfigBlock.parse(bytes("genesis.block"));
    }

    ChannelConfiguration configuration() {
        return genesis().configuration();
    }

    /** Changes by name, made of the certificates in the folder. */
    Map<String, List<ConfigChange>> changes() {
        Map<String, List<ConfigChange>> changes = new TreeMap<>();
        Organization newcomer = MspFolder.read(folder.resolve("newcomer"), TestOrganizations.NEWCOMER);
        changes.put("add", List.of(new AddOrganization(newcomer, List.of(new Endpoint("127.0.0.7", 7051)))));
        changes.put("add-without-peers", List.of(new AddOrganization(newcomer, List.of())));
        changes.put("remove", List.of(new RemoveOrganization(TestOrganizations.MEMBER)));
        changes.put(
                "revoke",
                List.of(new EnforceRevocations("HospitalA", Pem.readCrl(folder.resolve("HospitalA-crl.pem")))));
        changes.put(
                "rotate",
                List.of(new ReplaceRoots(MspFolder.read(folder.resolve("HospitalA-both-roots"), "HospitalA"))));
        changes.put(
                "renew",
                List.of(new RenewConsenter(
                        1,
                        Pem.readCertificate(folder.resolve("orderer-identity.pem")),
                        Pem.readCertificate(folder.resolve("orderer-tls.pem")))));
        changes.put("remove-consenter", List.of(new RemoveConsenter(5)));
        var moved = new Endpoint("127.0.0.2", 8050);
        changes.put("move", List.of(new MoveConsenter(2, moved), new SetOrdererEndpoints("HospitalB", List.of(moved))));
        changes.put(
                "endorsement",
                List.of(new SetEndorsement(new EndorsementRule(2, List.of("HospitalA", "HospitalB", "HospitalE")))));
        changes.put("remove-host", List.of(new RemoveConsenter(5), new RemoveOrganization("HospitalE")));
        return changes;
    }

    /** The configuration with these changes. */
    static ChannelConfiguration apply(ChannelConfiguration configuration, List<ConfigChange> changes) {
        ChannelConfiguration changed = configuration;
        for (ConfigChange change : changes) {
            changed = change.applyTo(changed);
        }
        return changed;
    }

    /** What Fabric computed for a change. */
    ConfigUpdate update(String change) {
        try {
            return ConfigUpdate.parseFrom(bytes(change + ".update"));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    void writeUpdate(String change, ConfigUpdate update) throws IOException {
        Files.write(folder.resolve(change + ".update"), Canonical.bytes(update).toByteArray());
    }

    /** Makes the block and the certificates anew. */
    static Golden make(Path folder, Path scratch) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var organizations = new TestOrganizations(scratch.resolve("authorities"));
        var configtxgen = new Configtxgen(Files.createDirectories(scratch.resolve("files")), organizations);
        Files.write(
                folder.resolve("genesis.block"),
                configtxgen
                        .genesis(TestOrganizations.HOSTS, List.of(TestOrganizations.MEMBER))
                        .toByteArray());
        MspFolder.write(folder.resolve("newcomer"), organizations.organization(TestOrganizations.NEWCOMER));
        CertificateAuthority host = organizations.authority("HospitalA");
        Organization second = organizations.secondAuthority("HospitalA").organization();
        Organization first = host.organization();
        MspFolder.write(
                folder.resolve("HospitalA-both-roots"),
                new Organization(
                        "HospitalA",
                        List.of(first.roots().get(0), second.roots().get(0)),
                        List.of(first.tlsRoots().get(0), second.tlsRoots().get(0)),
                        List.of(first.crls().get(0), second.crls().get(0))));
        Enrolment renewed = host.renew(organizations.orderer("HospitalA"), KeyChoice.NEW_KEY);
        Files.writeString(
                folder.resolve("orderer-identity.pem"),
                Pem.encode(renewed.identity().certificate()));
        Files.writeString(
                folder.resolve("orderer-tls.pem"), Pem.encode(renewed.tls().certificate()));
        host.revoke(host.issue(IssueRequest.client("lost")));
        Files.writeString(folder.resolve("HospitalA-crl.pem"), Pem.encode(host.crl()));
        return new Golden(folder);
    }

    private ByteString bytes(String name) {
        try {
            return ByteString.copyFrom(Files.readAllBytes(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
