package org.credence.network.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * What a certificate authority answers to a {@link SigningRequest}. Nothing in it is secret. As a folder: {@code enrolment.pem}, {@code
 * tls.pem}, and the organization as {@code msp/}.
 *
 * @param organization whose roots signed the certificates
 */
public record SignedCertificates(Organization organization, X509Certificate enrolment, X509Certificate tls) {
    private static final String ENROLMENT = "enrolment.pem";
    private static final String TLS = "tls.pem";
    private static final String MSP = "msp";

    /**
     * Creates or replaces the folder.
     *
     * @throws IdentityException if it cannot be written
     */
    public void write(Path folder) {
        try {
            SafeFiles.replaceFolder(folder, SafeFiles.Access.EVERYBODY, draft -> {
                put(draft.resolve(ENROLMENT), enrolment);
                put(draft.resolve(TLS), tls);
                MspFolder.write(draft.resolve(MSP), organization);
            });
        } catch (IOException e) {
            throw new IdentityException("cannot write the certificates' folder " + folder, e);
        }
    }

    /**
     * The certificates in a folder, which the folder's own roots have signed.
     *
     * @param moment when they are to be good
     * @throws IdentityException if a file is missing or broken, or the TLS certificate is not of these roots
     * @throws CertificateRefusedException if the enrolment certificate fails a check that Fabric makes
     */
    public static SignedCertificates read(Path folder, Instant moment) {
        X509Certificate enrolment = Pem.readCertificate(folder.resolve(ENROLMENT));
        X509Certificate tls = Pem.readCertificate(folder.resolve(TLS));
        Organization organization = MspFolder.read(folder.resolve(MSP), SubjectNames.requireOrganization(enrolment));
        organization.verify(enrolment, moment);
        if (CertificateChecks.issuer(organization.tlsRoots(), tls).isEmpty()) {
            throw new IdentityException(folder.resolve(TLS) + " is not issued by a TLS root of " + organization.mspId()
                    + " in " + folder.resolve(MSP) + "; ask the authority for the folder as it wrote it");
        }
        CertificateChecks.requireValidAt(tls, moment);
        return new SignedCertificates(organization, enrolment, tls);
    }

    private static void put(Path file, X509Certificate certificate) throws IOException {
        SafeFiles.write(file, Pem.encode(certificate).getBytes(StandardCharsets.US_ASCII), SafeFiles.Access.EVERYBODY);
    }
}
