package org.credence.network.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * Keys that were made where they are used, until their certificates come: a folder with {@code enrolment.key}, {@code tls.key} and {@code
 * request.pem}, the one file that leaves it. Only the owner may look into it.
 */
public final class PendingEnrolment {
    private static final String ENROLMENT_KEY = "enrolment.key";
    private static final String TLS_KEY = "tls.key";
    private static final String REQUEST = "request.pem";

    private PendingEnrolment() {}

    /**
     * Makes keys, and a request for their certificates.
     *
     * @return the request's file
     * @throws IdentityException if the folder exists, so that no key is lost, or cannot be written
     */
    public static Path create(Path folder, String mspId, IssueRequest wanted, SecureRandom random) {
        MspId.require(mspId);
        if (EnrolmentFolder.exists(folder)) {
            throw new IdentityException(folder + " holds keys that were made before; install their certificates, or"
                    + " remove the folder if nobody was asked to sign them");
        }
        X500Name subject = RootAuthority.subject(mspId, wanted.ou(), wanted.name());
        KeyPair enrolment = EcKeys.generate(random);
        KeyPair tls = EcKeys.generate(random);
        String request = Pem.encodeRequest(Pkcs10.enrolment(subject, wanted.attributes(), enrolment, random))
                + Pem.encodeRequest(Pkcs10.tls(subject, wanted.hosts(), tls, random));
        try {
            SafeFiles.replaceFolder(folder, SafeFiles.Access.OWNER, draft -> {
                put(draft.resolve(ENROLMENT_KEY), Pem.encode(enrolment.getPrivate()));
                put(draft.resolve(TLS_KEY), Pem.encode(tls.getPrivate()));
                put(draft.resolve(REQUEST), request);
            });
        } catch (IOException e) {
            throw new IdentityException("cannot write the keys' folder " + folder, e);
        }
        return folder.resolve(REQUEST);
    }

    /** The request's file in a folder of pending keys. */
    public static Path request(Path folder) {
        return folder.resolve(REQUEST);
    }

    /**
     * The enrolment that the folder's keys make with the certificates that an authority signed for them.
     *
     * @throws IdentityException if a key is missing or broken, or the certificates are for other keys
     */
    public static Enrolment complete(Path folder, SignedCertificates signed) {
        String mspId = signed.organization().mspId();
        PrivateKey enrolment = Pem.readPrivateKey(folder.resolve(ENROLMENT_KEY));
        PrivateKey tls = Pem.readPrivateKey(folder.resolve(TLS_KEY));
        return new Enrolment(
                new Identity(mspId, signed.enrolment(), enrolment), new Identity(mspId, signed.tls(), tls));
    }

    /**
     * Removes keys whose certificates are installed.
     *
     * @throws IdentityException if it cannot be done
     */
    public static void remove(Path folder) {
        try {
            SafeFiles.deleteTree(folder);
        } catch (IOException e) {
            throw new IdentityException("cannot remove " + folder + ", whose keys are installed; remove it by hand", e);
        }
    }

    private static void put(Path file, String pem) throws IOException {
        SafeFiles.write(file, pem.getBytes(StandardCharsets.US_ASCII), SafeFiles.Access.OWNER);
    }
}
