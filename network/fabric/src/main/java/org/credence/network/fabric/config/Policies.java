package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.network.identity.Pem;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** The policies that this program writes, in Fabric's form: the same bytes as {@code configtxgen} makes of their rules. */
final class Policies {
    private Policies() {}

    /** {@code OR(mspId.role, ...)}. */
    static ConfigPolicy anyOf(String mspId, MSPRoleType... roles) {
        List<MSPPrincipal> principals = new ArrayList<>();
        for (MSPRoleType role : roles) {
            principals.add(role(mspId, role));
        }
        return signatures(1, principals);
    }

    /** {@code OutOf(required, host.peer, ...)}. */
    static ConfigPolicy endorsement(EndorsementRule rule) {
        return signatures(
                rule.required(),
                rule.hosts().stream().map(host -> role(host, MSPRoleType.PEER)).toList());
    }

    /** The rule that a policy is, or empty if it is one of another kind. */
    static Optional<EndorsementRule> endorsementRule(ConfigPolicy policy) {
        try {
            var envelope = SignaturePolicyEnvelope.parseFrom(policy.getPolicy().getValue());
            List<String> hosts = new ArrayList<>();
            for (MSPPrincipal principal : envelope.getIdentitiesList()) {
                hosts.add(MSPRole.parseFrom(principal.getPrincipal()).getMspIdentifier());
            }
            var rule = new EndorsementRule(envelope.getRule().getNOutOf().getN(), hosts);
            return endorsement(rule).getPolicy().equals(policy.getPolicy()) ? Optional.of(rule) : Optional.empty();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Which orderers' signatures a block needs: those of a quorum of the consenters, {@code ceil((n + f + 1) / 2)} of n with f =
     * floor((n - 1) / 3). Fabric refuses any other policy in this place.
     */
    static ConfigPolicy blockValidation(List<Consenter> consenters) {
        int count = consenters.size();
        int faulty = (count - 1) / 3;
        int quorum = (count + faulty + 2) / 2;
        return signatures(quorum, consenters.stream().map(Policies::identity).toList());
    }

    private static ConfigPolicy signatures(int required, List<MSPPrincipal> principals) {
        SignaturePolicy.NOutOf.Builder rule =
                SignaturePolicy.NOutOf.newBuilder().setN(required);
        for (int i = 0; i < principals.size(); i++) {
            rule.addRules(SignaturePolicy.newBuilder().setSignedBy(i));
        }
        return ConfigPolicy.newBuilder()
                .setModPolicy(ConfigKeys.ADMINS)
                .setPolicy(Policy.newBuilder()
                        .setType(Policy.PolicyType.SIGNATURE.getNumber())
                        .setValue(SignaturePolicyEnvelope.newBuilder()
                                .setRule(SignaturePolicy.newBuilder().setNOutOf(rule))
                                .addAllIdentities(principals)
                                .build()
                                .toByteString()))
                .build();
    }

    private static MSPPrincipal role(String mspId, MSPRoleType role) {
        return principal(
                MSPPrincipal.Classification.ROLE,
                MSPRole.newBuilder().setMspIdentifier(mspId).setRole(role).build());
    }

    private static MSPPrincipal identity(Consenter consenter) {
        return principal(
                MSPPrincipal.Classification.IDENTITY,
                SerializedIdentity.newBuilder()
                        .setMspid(consenter.mspId())
                        .setIdBytes(ByteString.copyFromUtf8(Pem.encode(consenter.identity())))
                        .build());
    }

    private static MSPPrincipal principal(MSPPrincipal.Classification classification, Message principal) {
        return MSPPrincipal.newBuilder()
                .setPrincipalClassification(classification)
                .setPrincipal(principal.toByteString())
                .build();
    }
}
