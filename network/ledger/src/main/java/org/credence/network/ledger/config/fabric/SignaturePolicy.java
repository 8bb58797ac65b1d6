package org.credence.network.ledger.config.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/**
 * Signatures that a rule counts. Rules are tried in their order, and each signature is used up by the first that it
 * satisfies, as Fabric does ({@code common/cauthdsl}): the same signatures in another order may not be enough.
 */
record SignaturePolicy(Rule rule) implements Policy {
    /** A part of the policy. */
    sealed interface Rule {
        /**
         * Whether the rule is met, which marks the signatures that it used.
         *
         * @param used places of signatures that are used up; what a rule that is not met leaves there counts for nothing
         */
        boolean isMetBy(List<KnownIdentity> signers, BitSet used);
    }

    /** One signature of somebody. */
    record SignedBy(Principal principal) implements Rule {
        @Override
        public boolean isMetBy(List<KnownIdentity> signers, BitSet used) {
            for (int i = used.nextClearBit(0); i < signers.size(); i = used.nextClearBit(i + 1)) {
                if (principal.isSatisfiedBy(signers.get(i))) {
                    used.set(i);
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return principal.toString();
        }
    }

    /** Enough of the parts. */
    record OutOf(int required, List<Rule> parts) implements Rule {
        OutOf {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean isMetBy(List<KnownIdentity> signers, BitSet used) {
            int met = 0;
            for (Rule part : parts) {
                BitSet tried = (BitSet) used.clone();
                if (part.isMetBy(signers, tried)) {
                    met++;
                    used.or(tried);
                }
            }
            return met >= required;
        }

        @Override
        public String toString() {
            return parts.stream().map(Rule::toString).collect(Collectors.joining(",", "OutOf(" + required + ",", ")"));
        }
    }

    /** @throws InvalidConfigException when the bytes are no such policy, or have a part that is not supported */
    static SignaturePolicy parse(ByteString bytes) throws InvalidConfigException {
        try {
            return of(SignaturePolicyEnvelope.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("a signature policy cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws InvalidConfigException when the policy has a part that is not supported */
    static SignaturePolicy of(SignaturePolicyEnvelope envelope) throws InvalidConfigException {
        if (envelope.getVersion() != 0) {
            throw new InvalidConfigException("a signature policy must have version 0, had " + envelope.getVersion());
        }
        List<Principal> principals = new ArrayList<>(envelope.getIdentitiesCount());
        for (MSPPrincipal message : envelope.getIdentitiesList()) {
            principals.add(Principal.of(message));
        }
        return new SignaturePolicy(rule(envelope.getRule(), principals));
    }

    private static Rule rule(org.hyperledger.fabric.protos.common.SignaturePolicy message, List<Principal> principals)
            throws InvalidConfigException {
        return switch (message.getTypeCase()) {
            case SIGNED_BY -> {
                int index = message.getSignedBy();
                if (index < 0 || index >= principals.size()) {
                    throw new InvalidConfigException(
                            "a signature policy names identity " + index + " of " + principals.size());
                }
                yield new SignedBy(principals.get(index));
            }
            case N_OUT_OF -> {
                List<Rule> parts = new ArrayList<>(message.getNOutOf().getRulesCount());
                for (var part : message.getNOutOf().getRulesList()) {
                    parts.add(rule(part, principals));
                }
                yield new OutOf(message.getNOutOf().getN(), parts);
            }
            case TYPE_NOT_SET -> throw new InvalidConfigException("a signature policy has an empty rule");
        };
    }

    @Override
    public boolean isMetBy(List<KnownIdentity> signers) {
        return rule.isMetBy(signers, new BitSet(signers.size()));
    }

    @Override
    public String toString() {
        return rule.toString();
    }
}
