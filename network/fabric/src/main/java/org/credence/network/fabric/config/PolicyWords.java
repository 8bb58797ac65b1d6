package org.credence.network.fabric.config;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.credence.network.identity.IdentityException;
import org.credence.network.identity.Pem;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Policies in words: {@code 3 of (A.peer, B.peer, C.peer, D.peer)}, {@code a majority of the Admins policies below}. */
final class PolicyWords {
    private PolicyWords() {}

    /** What a policy asks for; of one that cannot be read, its bytes' hash. */
    static String of(Policy policy) {
        try {
            return switch (policy.getType()) {
                case Policy.PolicyType.SIGNATURE_VALUE -> of(SignaturePolicyEnvelope.parseFrom(policy.getValue()));
                case Policy.PolicyType.IMPLICIT_META_VALUE -> of(ImplicitMetaPolicy.parseFrom(policy.getValue()));
                default ->
                    "a policy of the unknown type " + policy.getType() + ", " + Fingerprint.ofBytes(policy.getValue());
            };
        } catch (InvalidProtocolBufferException e) {
            return "a policy that cannot be read, " + Fingerprint.ofBytes(policy.getValue());
        }
    }

    private static String of(ImplicitMetaPolicy policy) {
        String who = switch (policy.getRule()) {
            case ANY -> "any";
            case ALL -> "all";
            case MAJORITY -> "a majority";
            case UNRECOGNIZED -> "an unknown share";
        };
        return who + " of the " + policy.getSubPolicy() + " policies below";
    }

    private static String of(SignaturePolicyEnvelope envelope) {
        return rule(envelope.getRule(), envelope.getIdentitiesList());
    }

    private static String rule(SignaturePolicy rule, List<MSPPrincipal> principals) {
        return switch (rule.getTypeCase()) {
            case SIGNED_BY ->
                rule.getSignedBy() >= 0 && rule.getSignedBy() < principals.size()
                        ? principal(principals.get(rule.getSignedBy()))
                        : "nobody (no principal " + rule.getSignedBy() + ")";
            case N_OUT_OF ->
                rule.getNOutOf().getRulesList().stream()
                        .map(part -> rule(part, principals))
                        .collect(Collectors.joining(", ", rule.getNOutOf().getN() + " of (", ")"));
            case TYPE_NOT_SET -> "an empty rule";
        };
    }

    private static String principal(MSPPrincipal principal) {
        try {
            return switch (principal.getPrincipalClassification()) {
                case ROLE -> {
                    MSPRole role = MSPRole.parseFrom(principal.getPrincipal());
                    yield role.getMspIdentifier() + "." + role.getRole().name().toLowerCase(Locale.ROOT);
                }
                case IDENTITY -> {
                    SerializedIdentity identity = SerializedIdentity.parseFrom(principal.getPrincipal());
                    var certificate = Pem.certificate(identity.getIdBytes().toByteArray(), "the policy");
                    yield identity.getMspid() + "'s " + Fingerprint.of(certificate);
                }
                default -> principal.getPrincipalClassification() + " " + Fingerprint.ofBytes(principal.getPrincipal());
            };
        } catch (InvalidProtocolBufferException | IdentityException e) {
            return "a principal that cannot be read, " + Fingerprint.ofBytes(principal.getPrincipal());
        }
    }
}
