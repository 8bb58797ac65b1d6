package org.credence.network.ledger.config.fabric;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.Membership;
import org.credence.network.ledger.msp.SignatureVerifier;

/**
 * Signatures that are put to a policy. Safe for many threads.
 *
 * @param membership that knows who may have signed
 */
public record SignatureSet(Membership membership, SignatureVerifier signatures) {
    /**
     * A signature with what it says.
     *
     * @param identity who signed, a serialized identity
     * @param message what was signed
     */
    public record Signed(ByteString identity, ByteString message, ByteString signature) {}

    /**
     * Whose signatures hold, each once and in order. Those that do not are passed over, as in Fabric
     * ({@code policies.SignatureSetToValidIdentities}); a second signature of the same identity does not count.
     */
    public List<KnownIdentity> signers(List<Signed> set) {
        List<KnownIdentity> signers = new ArrayList<>(set.size());
        for (Signed signed : set) {
            signer(signed)
                    .filter(signer -> signers.stream().noneMatch(signer::isSameAs))
                    .ifPresent(signers::add);
        }
        return signers;
    }

    private Optional<KnownIdentity> signer(Signed signed) {
        try {
            KnownIdentity identity = membership.identify(signed.identity());
            return signatures.verifiesAsFabric(identity, signed.signature(), signed.message())
                    ? Optional.of(identity)
                    : Optional.empty();
        } catch (IdentityRefusedException e) {
            return Optional.empty();
        }
    }
}
