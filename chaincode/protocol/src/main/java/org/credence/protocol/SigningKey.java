package org.credence.protocol;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;

/**
 * The key that a member's node signs receipts with: ECDSA with SHA-256 on P-256, the curve of all certificates here. Whatever is signed
 * names its signer, because nothing keeps two members from registering one key.
 *
 * @param value Base64 of the key's SubjectPublicKeyInfo with an uncompressed point, 91 bytes
 */
public record SigningKey(String value) {
    public SigningKey {
        if (!P256.isPublicKey(Base64Text.decode("a signing key", value, P256.ENCODED_BYTES))) {
            throw new IllegalArgumentException(
                    "a signing key is the SubjectPublicKeyInfo of an uncompressed point on P-256, %s bytes"
                            .formatted(P256.ENCODED_BYTES));
        }
    }

    /**
     * The text of a key.
     *
     * @throws IllegalArgumentException unless it is on P-256
     */
    public static SigningKey of(PublicKey key) {
        return new SigningKey(Base64Text.of(key.getEncoded()));
    }

    /** The encoded key, 91 bytes. */
    public byte[] encoded() {
        return Base64Text.decode("a signing key", value, P256.ENCODED_BYTES);
    }

    /** The key, to verify signatures with. */
    public PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a point on P-256 is a public key on every Java platform", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
