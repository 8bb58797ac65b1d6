package org.credence.network.ledger.msp;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.Set;

/**
 * Verifies signatures, each of them once: a transaction's signatures are asked for when it is submitted and again when its
 * block is validated. What was found good is remembered under the hash of key, digest and signature, at most
 * {@value #GENERATION} to twice that many; what was found bad is not. Safe for many threads.
 */
public final class SignatureVerifier {
    private static final int GENERATION = 8192;

    private Set<ByteString> recent = new HashSet<>();
    private Set<ByteString> older = new HashSet<>();

    /** Whether the identity signed the message (its parts one after the other), low s and strict DER. */
    public boolean verifies(KnownIdentity identity, ByteString signature, ByteString... message) {
        byte[] digest = P256.sha256(message);
        ByteString fact = fact(identity, signature, digest);
        if (isRemembered(fact)) {
            return true;
        }
        boolean good = identity.signed(digest, signature);
        if (good) {
            remember(fact);
        }
        return good;
    }

    /**
     * Whether Fabric's nodes would take it that the identity signed the message: low s, but bytes behind the signature are
     * passed over. For what is judged as Fabric judged it, and whose bytes are bound by something else.
     */
    public boolean verifiesAsFabric(KnownIdentity identity, ByteString signature, ByteString... message) {
        return EcdsaSignature.parseAsFabric(signature)
                .filter(parsed -> verifies(identity, parsed.der(), message))
                .isPresent();
    }

    /** Takes it that the identity signed the message: for signatures that this process has just made. */
    public void trust(KnownIdentity identity, ByteString signature, ByteString... message) {
        remember(fact(identity, signature, P256.sha256(message)));
    }

    private synchronized boolean isRemembered(ByteString fact) {
        return recent.contains(fact) || older.contains(fact);
    }

    private synchronized void remember(ByteString fact) {
        if (recent.size() >= GENERATION) {
            older = recent;
            recent = new HashSet<>();
        }
        recent.add(fact);
    }

    private static ByteString fact(KnownIdentity identity, ByteString signature, byte[] digest) {
        return ByteString.copyFrom(P256.sha256(identity.point(), ByteString.copyFrom(digest), signature));
    }
}
