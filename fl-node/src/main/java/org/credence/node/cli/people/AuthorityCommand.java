package org.credence.node.cli.people;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.SignedCertificates;
import org.credence.network.identity.SigningRequest;
import org.credence.protocol.MemberId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code credence authority}: an organization's certificate authority. */
@Command(
        name = "authority",
        mixinStandardHelpOptions = true,
        description = "An organization's certificate authority, in authority/ of its folder.")
public final class AuthorityCommand {
    @Command(name = "init", mixinStandardHelpOptions = true, description = "Makes an authority with new roots.")
    void init(
            @Mixin OfficeOptions options,
            @Option(names = "--msp", paramLabel = "ID", required = true, description = "The organization's MSP id.")
                    MemberId organization) {
        Path folder = options.site().authority();
        CertificateAuthority.create(
                folder, organization.value(), Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom());
        options.answer(new Sheet().text("organization", organization).text("authority", folder));
    }

    @Command(
            name = "sign",
            mixinStandardHelpOptions = true,
            description =
                    "Signs a request of 'credence member init', if it asks for no more and no less than is granted here.")
    void sign(
            @Mixin OfficeOptions options,
            @Mixin CertificateOptions granted,
            @Parameters(paramLabel = "REQUEST", description = "The file request.pem.") Path request,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            required = true,
                            description = "The folder for the answer; nothing in it is secret.")
                    Path out) {
        CertificateAuthority authority =
                CertificateAuthority.open(options.site().authority(), InstantSource.system(), new SecureRandom());
        SignedCertificates signed = authority.sign(SigningRequest.read(request), granted.wanted());
        signed.write(out);
        options.answer(new Sheet()
                .text("organization", signed.organization().mspId())
                .text("subject", signed.enrolment().getSubjectX500Principal())
                .text("serial", signed.enrolment().getSerialNumber().toString(16))
                .text("expires", signed.enrolment().getNotAfter().toInstant())
                .text("answer", out));
    }
}
