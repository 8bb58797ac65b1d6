package org.credence.network.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of one node or person: {@code msp/} as Fabric reads it, and {@code tls/} with {@code server.crt}, {@code
 * server.key} and {@code ca.crt} for Fabric's configuration keys (the same certificate serves and calls). Only the owner may
 * look into it.
 */
public final class EnrolmentFolder {
    private static final String MSP = "msp";
    private static final String TLS = "tls";

    private EnrolmentFolder() {}

    /**
     * Creates the folder, or replaces it in one step after a renewal or with newer revocation lists.
     *
     * @throws IdentityException if it cannot be written; then what was there before is still there
     */
    public static void write(Path folder, Organization organization, Enrolment enrolment) {
        try {
            SafeFiles.replaceFolder(folder, SafeFiles.Access.OWNER, draft -> {
                Path msp = draft.resolve(MSP);
                SafeFiles.createFolder(msp, SafeFiles.Access.OWNER);
                MspFolder.writeLocal(msp, organization, enrolment.identity());
                Path tls = draft.resolve(TLS);
                SafeFiles.createFolder(tls, SafeFiles.Access.OWNER);
                put(tls.resolve("server.key"), Pem.encode(enrolment.tls().privateKey()));
                putCertificates(tls, organization, enrolment);
            });
        } catch (IOException e) {
            throw new IdentityException("cannot write the enrolment folder " + folder, e);
        }
    }

    /**
     * The same without the private keys: certificates that are not used any more, and that a record of what they signed still names.
     *
     * @throws IdentityException if it cannot be written; then what was there before is still there
     */
    public static void writePublic(Path folder, Organization organization, Enrolment enrolment) {
        try {
            SafeFiles.replaceFolder(folder, SafeFiles.Access.OWNER, draft -> {
                Path msp = draft.resolve(MSP);
                SafeFiles.createFolder(msp, SafeFiles.Access.OWNER);
                MspFolder.writeCertificates(
                        msp, organization, enrolment.identity().certificate());
                Path tls = draft.resolve(TLS);
                SafeFiles.createFolder(tls, SafeFiles.Access.OWNER);
                putCertificates(tls, organization, enrolment);
            });
        } catch (IOException e) {
            throw new IdentityException("cannot write the folder of certificates " + folder, e);
        }
    }

    /**
     * Deletes the folder with everything in it; does nothing if there is none.
     *
     * @throws IdentityException if it cannot be deleted
     */
    public static void delete(Path folder) {
        try {
            SafeFiles.deleteTree(folder);
        } catch (IOException e) {
            throw new IdentityException("cannot delete the enrolment folder " + folder, e);
        }
    }

    /** Whether an enrolment was written here. */
    public static boolean exists(Path folder) {
        recover(folder);
        return Files.exists(folder);
    }

    /**
     * The enrolment in a folder.
     *
     * @throws IdentityException if a file is missing or broken, or a key does not belong to its certificate
     */
    public static Enrolment read(Path folder, String mspId) {
        recover(folder);
        Path tls = folder.resolve(TLS);
        return new Enrolment(
                MspFolder.readIdentity(folder.resolve(MSP), mspId),
                new Identity(
                        mspId,
                        Pem.readCertificate(tls.resolve("server.crt")),
                        Pem.readPrivateKey(tls.resolve("server.key"))));
    }

    /**
     * The organization as this folder knows it, without its private keys.
     *
     * @throws IdentityException if a file is missing or broken
     */
    public static Organization readOrganization(Path folder, String mspId) {
        recover(folder);
        return MspFolder.read(folder.resolve(MSP), mspId);
    }

    private static void putCertificates(Path tls, Organization organization, Enrolment enrolment) throws IOException {
        put(tls.resolve("server.crt"), Pem.encode(enrolment.tls().certificate()));
        put(tls.resolve("ca.crt"), Pem.encode(organization.tlsRoots().get(0)));
    }

    private static void put(Path file, String pem) throws IOException {
        SafeFiles.write(file, pem.getBytes(StandardCharsets.US_ASCII), SafeFiles.Access.OWNER);
    }

    private static void recover(Path folder) {
        try {
            SafeFiles.recover(folder);
        } catch (IOException e) {
            throw new IdentityException("cannot finish replacing the enrolment folder " + folder, e);
        }
    }
}
