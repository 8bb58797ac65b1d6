package org.credence.node.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.credence.network.fabric.CertificateRenewal;
import org.credence.network.fabric.CertificateRenewal.Renewed;
import org.credence.network.fabric.OrganizationFolder;
import org.credence.network.identity.KeyChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code credence network cert renew}: a certificate that says what the old one says, valid from now on. */
@Command(
        name = "renew",
        mixinStandardHelpOptions = true,
        description = "Renews a certificate and its TLS certificate, and tells what has to be restarted.")
final class CertRenewCommand implements Callable<Integer> {
    private static final String ORDERER = "orderer";
    private static final String PEER = "peer";

    @Parameters(index = "0", paramLabel = "MSP", description = "The organization, whose authority is on this machine.")
    private @Nullable String organization;

    @Parameters(index = "1", paramLabel = "NAME", description = "The certificate, as 'list' names it: peer, admin, ...")
    private @Nullable String name;

    @Option(
            names = "--new-key",
            description =
                    "With a new key. An ordering node's is a change of the channel, which a majority of the hosts signs.")
    private boolean newKey;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() {
        OrganizationFolder folder = network.organization(Arguments.given(organization));
        String certificate = Arguments.given(name);
        var renewal = new CertificateRenewal(folder, InstantSource.system(), new SecureRandom());
        Renewed renewed = newKey && certificate.equals(ORDERER) && Files.isDirectory(folder.orderer())
                ? renewal.renewConsenter(network.open())
                : renewal.renew(certificate, newKey ? KeyChoice.NEW_KEY : KeyChoice.SAME_KEY);
        PrintWriter console = network.console();
        console.printf(
                "%s of %s: valid until %s, serials %s and %s (TLS)%n",
                certificate,
                folder.mspId(),
                end(renewed.after().identity().certificate()),
                serial(renewed.after().identity().certificate()),
                serial(renewed.after().tls().certificate()));
        renewed.block()
                .ifPresent(block -> console.printf("the channel knows the new key from block %d on%n", block + 1));
        next(folder, certificate, renewed, console);
        console.flush();
        return ExitCode.OK;
    }

    private void next(OrganizationFolder folder, String certificate, Renewed renewed, PrintWriter console) {
        if (isOfNode(folder, certificate)) {
            console.printf(
                    "restart it%s: credence network down --dir %s, then credence network up fabric --dir %s%n",
                    renewed.block().isPresent() ? " now, the others refuse it until then" : "",
                    folder.root(),
                    folder.root());
        } else {
            console.println("whoever uses it reads it at its next start");
        }
        if (certificate.equals(PEER) && Files.isDirectory(folder.contract())) {
            console.printf(
                    "the contract's installed package still holds the certificate of before: 'credence network upgrade' by %s%n",
                    end(renewed.before().tls().certificate()));
        }
        if (newKey) {
            console.printf(
                    "if others may know the old key: credence network cert revoke %s --serial %s --serial %s --enforce%n",
                    folder.mspId(),
                    serial(renewed.before().identity().certificate()),
                    serial(renewed.before().tls().certificate()));
        }
    }

    /** Whether a process of the organization's own runs with it. */
    private static boolean isOfNode(OrganizationFolder folder, String certificate) {
        return switch (certificate) {
            case PEER -> Files.isDirectory(folder.peer());
            case ORDERER -> Files.isDirectory(folder.orderer());
            case "contract" -> Files.isDirectory(folder.contract());
            default -> false;
        };
    }

    private static LocalDate end(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        return LocalDate.ofInstant(end, ZoneOffset.UTC);
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }
}
