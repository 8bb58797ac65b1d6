package org.credence.network.ledger.config.fabric;

import java.util.List;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/** Whose signatures are enough. Prints in the form of Fabric's configuration files. */
public sealed interface Policy permits SignaturePolicy, ImplicitPolicy, MissingPolicy {
    /**
     * Whether the signatures of these are enough.
     *
     * @param signers each once, in the order of their signatures
     */
    boolean isMetBy(List<KnownIdentity> signers);

    /**
     * A signature policy that stands by itself, as in a contract's definition.
     *
     * @throws InvalidConfigException when it has a part that is not supported
     */
    static Policy of(SignaturePolicyEnvelope policy) throws InvalidConfigException {
        return SignaturePolicy.of(policy);
    }
}
