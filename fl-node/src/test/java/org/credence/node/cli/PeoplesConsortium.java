package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.credence.contract.CredenceChaincode;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.EmbeddedLedger;
import org.credence.network.ledger.LedgerConfig;
import org.credence.network.ledger.LedgerHost;
import org.credence.node.cli.site.SiteFolder;
import org.credence.protocol.MemberId;

/**
 * Organizations that have nothing in common but a ledger: each has a folder of its own, in which its people's commands made its authority,
 * its keys and its certificates. The embedded ledger is hosted by the first.
 */
final class PeoplesConsortium implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final EmbeddedLedger ledger;

    private PeoplesConsortium(Path folder, EmbeddedLedger ledger) {
        this.folder = folder;
        this.ledger = ledger;
    }

    /** @param owners the owners' ids of each organization */
    static PeoplesConsortium start(Path folder, Map<MemberId, List<String>> owners) throws IOException {
        var organizations = new ArrayList<Organization>();
        for (var organization : owners.entrySet()) {
            Path home = folder.resolve(organization.getKey().value());
            equip(home, organization.getKey(), organization.getValue());
            organizations.add(authority(home).organization());
        }
        Path host = folder.resolve(owners.keySet().iterator().next().value());
        CertificateAuthority authority = authority(host);
        EmbeddedLedger ledger = EmbeddedLedger.start(new LedgerConfig(
                folder.resolve("ledger"),
                "credence",
                Map.of("credence", new CredenceChaincode()),
                organizations,
                LedgerHost.of(
                        authority.issue(IssueRequest.peer("peer")), authority.issue(IssueRequest.orderer("orderer"))),
                0,
                InstantSource.system()));
        ConnectionProfile profile = ConnectionProfile.of(
                "127.0.0.1:" + ledger.port(),
                "credence",
                "credence",
                authority.organization().tlsRoots());
        for (MemberId organization : owners.keySet()) {
            profile.write(new SiteFolder(folder.resolve(organization.value())).connection());
        }
        return new PeoplesConsortium(folder, ledger);
    }

    private static CertificateAuthority authority(Path home) {
        return CertificateAuthority.open(new SiteFolder(home).authority(), InstantSource.system(), new SecureRandom());
    }

    /** Authority, keys and certificates, by the people's commands alone. */
    private static void equip(Path home, MemberId organization, List<String> owners) {
        done("authority", "init", "--home", home, "--msp", organization);
        certificate(home, organization, "member", "--role", "member");
        certificate(home, organization, "board", "--role", "board");
        for (String owner : owners) {
            certificate(home, organization, "owner-" + owner, "--role", "owner", "--owner", owner);
        }
    }

    private static void certificate(Path home, MemberId organization, String name, String... wanted) {
        Path answer = home.resolve("answer-" + name);
        List<Object> init = new ArrayList<>(List.of("member", "init", "--home", home, "--msp", organization));
        List<Object> sign = new ArrayList<>(List.of(
                "authority",
                "sign",
                "--home",
                home,
                new SiteFolder(home).pending(name).resolve("request.pem"),
                "--out",
                answer));
        init.addAll(List.of(wanted));
        sign.addAll(List.of(wanted));
        done(init.toArray());
        done(sign.toArray());
        done("member", "install", "--home", home, name, answer);
    }

    /** An organization's folder. */
    Path home(MemberId organization) {
        return folder.resolve(organization.value());
    }

    /** A command of somebody of an organization, which must succeed; its answer. */
    JsonNode as(MemberId organization, Object... command) {
        return read(done(arguments(organization, command)));
    }

    /** The same, however it ends. */
    Invocation attempt(MemberId organization, Object... command) {
        return Invocation.of(words(arguments(organization, command)));
    }

    private Object[] arguments(MemberId organization, Object... command) {
        List<Object> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--home", home(organization), "--json"));
        return arguments.toArray();
    }

    private static Invocation done(Object... arguments) {
        Invocation invocation = Invocation.of(words(arguments));
        assertThat(invocation.err()).as("%s", List.of(arguments)).isEmpty();
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.OK);
        return invocation;
    }

    private static String[] words(Object... arguments) {
        return List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    }

    private static JsonNode read(Invocation invocation) {
        try {
            return JSON.readTree(invocation.out());
        } catch (IOException e) {
            throw new AssertionError(invocation.out(), e);
        }
    }

    @Override
    public void close() {
        ledger.close();
    }
}
