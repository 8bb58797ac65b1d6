package org.credence.network.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/**
 * The keys of a member's node that no certificate carries. In a folder: {@code signing.key}, {@code signing.pub}, {@code agreement.key},
 * {@code agreement.pub}; only the owner may look into it.
 *
 * @param signing on P-256, for receipts
 * @param agreement X25519, for secrets that others share with the node
 */
public record NodeKeys(KeyPair signing, KeyPair agreement) {
    private static final String X25519 = NamedParameterSpec.X25519.getName();

    /** The u-coordinate of X25519's base point: agreeing with it gives one's own public key (RFC 7748, section 6.1). */
    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    /**
     * The keys in a folder, made if there is no such folder.
     *
     * @throws IdentityException if it cannot be written or read, or a pair does not belong together
     */
    public static NodeKeys openOrCreate(Path folder, SecureRandom random) {
        if (!EnrolmentFolder.exists(folder)) {
            create(folder, random);
        }
        return open(folder);
    }

    /**
     * The keys in a folder.
     *
     * @throws IdentityException if a file is missing or broken, or a pair does not belong together
     */
    public static NodeKeys open(Path folder) {
        var signing = new KeyPair(
                Pem.readPublicKey(folder.resolve("signing.pub"), "EC"),
                Pem.readPrivateKey(folder.resolve("signing.key")));
        var agreement = new KeyPair(
                Pem.readPublicKey(folder.resolve("agreement.pub"), X25519),
                Pem.readPrivateKey(folder.resolve("agreement.key"), X25519));
        if (!EcKeys.match(signing.getPrivate(), signing.getPublic())
                || !match(agreement.getPrivate(), agreement.getPublic())) {
            throw new IdentityException(
                    folder + " holds keys that do not belong together; restore the folder as a whole from a backup");
        }
        return new NodeKeys(signing, agreement);
    }

    private static void create(Path folder, SecureRandom random) {
        KeyPair signing = EcKeys.generate(random);
        KeyPair agreement;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(X25519);
            generator.initialize(NamedParameterSpec.X25519, random);
            agreement = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 11 on has X25519", e);
        }
        try {
            SafeFiles.replaceFolder(folder, SafeFiles.Access.OWNER, draft -> {
                put(draft.resolve("signing.key"), Pem.encode(signing.getPrivate()));
                put(draft.resolve("signing.pub"), Pem.encode(signing.getPublic()));
                put(draft.resolve("agreement.key"), Pem.encode(agreement.getPrivate()));
                put(draft.resolve("agreement.pub"), Pem.encode(agreement.getPublic()));
            });
        } catch (IOException e) {
            throw new IdentityException("cannot write the node's keys to " + folder, e);
        }
    }

    private static boolean match(PrivateKey privateKey, PublicKey publicKey) {
        try {
            var own = KeyAgreement.getInstance(X25519);
            own.init(privateKey);
            own.doPhase(
                    KeyFactory.getInstance(X25519)
                            .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)),
                    true);
            byte[] coordinate = own.generateSecret();
            byte[] encoded = publicKey.getEncoded();
            return Arrays.equals(
                    coordinate, Arrays.copyOfRange(encoded, encoded.length - coordinate.length, encoded.length));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void put(Path file, String pem) throws IOException {
        SafeFiles.write(file, pem.getBytes(StandardCharsets.US_ASCII), SafeFiles.Access.OWNER);
    }

    /** Names no key. */
    @Override
    public String toString() {
        return "NodeKeys";
    }
}
