package org.credence.node.cli;

import java.io.PrintWriter;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.credence.network.fabric.OrganizationFolder;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code credence network cert revoke}: certificates onto their authority's list, and the list in force if asked for. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Puts certificates on the authority's revocation list, for good.")
final class CertRevokeCommand implements Callable<Integer> {
    private static final int HEXADECIMAL = 16;

    @Parameters(index = "0", paramLabel = "MSP", description = "The organization, whose authority is on this machine.")
    private @Nullable String organization;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "The certificate in use under this name, and its TLS certificate.")
    private @Nullable String name;

    @Option(
            names = "--serial",
            paramLabel = "HEX",
            description = "In place of NAME: a certificate by its serial, as 'list' shows it; may be repeated.")
    private List<String> serials = List.of();

    @Option(names = "--enforce", description = "Puts the list in force on the channel, as 'credence network crl' does.")
    private boolean enforce;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if ((name == null) == serials.isEmpty()) {
            throw wrong("name the certificate to revoke, or give its --serial; one of the two");
        }
        OrganizationFolder folder = network.organization(Arguments.given(organization));
        List<BigInteger> revoked = name == null ? numbers() : inUse(folder, name);
        var authority = CertificateAuthority.open(folder.authority(), InstantSource.system(), new SecureRandom());
        revoked.forEach(authority::revoke);
        PrintWriter console = network.console();
        revoked.forEach(serial -> console.printf("revoked %s%n", serial.toString(HEXADECIMAL)));
        if (enforce) {
            RevocationList.putInForce(folder.mspId(), network);
        } else {
            console.printf(
                    "the channel takes it until the list is in force: credence network crl %s --dir %s%n",
                    folder.mspId(), network.folder());
        }
        console.flush();
        return ExitCode.OK;
    }

    private static List<BigInteger> inUse(OrganizationFolder folder, String name) {
        Enrolment enrolment = folder.enrolment(name);
        return List.of(
                enrolment.identity().certificate().getSerialNumber(),
                enrolment.tls().certificate().getSerialNumber());
    }

    private List<BigInteger> numbers() {
        List<BigInteger> numbers = new ArrayList<>();
        for (String serial : serials) {
            try {
                numbers.add(new BigInteger(serial, HEXADECIMAL));
            } catch (NumberFormatException e) {
                throw wrong("--serial must be hexadecimal, as 'credence network cert list' shows it, was " + serial);
            }
        }
        return numbers;
    }

    private ParameterException wrong(String words) {
        return new ParameterException(Arguments.given(spec).commandLine(), words);
    }
}
