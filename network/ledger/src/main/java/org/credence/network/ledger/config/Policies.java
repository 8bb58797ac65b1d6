package org.credence.network.ledger.config;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.MSPRole.MSPRoleType;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/** Policies in Fabric's form. */
final class Policies {
    static final String READERS = "Readers";
    static final String WRITERS = "Writers";
    static final String ADMINS = "Admins";
    static final String ENDORSEMENT = "Endorsement";

    private Policies() {}

    /** One of these organizations' identities in one of these roles. */
    static ConfigPolicy anyOf(List<String> mspIds, MSPRoleType... roles) {
        return signatures(1, mspIds, roles);
    }

    /** The policy, as a signature policy over the hosts' peers. */
    static ConfigPolicy endorsement(EndorsementPolicy policy) {
        return signatures(policy.required(), policy.hosts(), MSPRoleType.PEER);
    }

    /** The sub-groups' policies of this name, combined by the rule. */
    static ConfigPolicy implicit(ImplicitMetaPolicy.Rule rule, String subPolicy) {
        return wrap(
                Policy.PolicyType.IMPLICIT_META,
                ImplicitMetaPolicy.newBuilder()
                        .setRule(rule)
                        .setSubPolicy(subPolicy)
                        .build()
                        .toByteString());
    }

    /** @throws InvalidConfigException when the policy is no such signature policy */
    static EndorsementPolicy endorsement(ConfigPolicy policy) throws InvalidConfigException {
        try {
            var envelope = SignaturePolicyEnvelope.parseFrom(policy.getPolicy().getValue());
            List<String> hosts = new ArrayList<>();
            for (MSPPrincipal principal : envelope.getIdentitiesList()) {
                hosts.add(MSPRole.parseFrom(principal.getPrincipal()).getMspIdentifier());
            }
            return new EndorsementPolicy(envelope.getRule().getNOutOf().getN(), hosts);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new InvalidConfigException("the endorsement policy is not understood", e);
        }
    }

    private static ConfigPolicy signatures(int required, List<String> mspIds, MSPRoleType... roles) {
        SignaturePolicyEnvelope.Builder envelope = SignaturePolicyEnvelope.newBuilder();
        SignaturePolicy.NOutOf.Builder rule =
                SignaturePolicy.NOutOf.newBuilder().setN(required);
        for (String mspId : mspIds) {
            for (MSPRoleType role : roles) {
                rule.addRules(SignaturePolicy.newBuilder().setSignedBy(envelope.getIdentitiesCount()));
                envelope.addIdentities(principal(mspId, role));
            }
        }
        envelope.setRule(SignaturePolicy.newBuilder().setNOutOf(rule));
        return wrap(Policy.PolicyType.SIGNATURE, envelope.build().toByteString());
    }

    private static MSPPrincipal principal(String mspId, MSPRoleType role) {
        return MSPPrincipal.newBuilder()
                .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
                .setPrincipal(MSPRole.newBuilder()
                        .setMspIdentifier(mspId)
                        .setRole(role)
                        .build()
                        .toByteString())
                .build();
    }

    private static ConfigPolicy wrap(Policy.PolicyType type, com.google.protobuf.ByteString value) {
        return ConfigPolicy.newBuilder()
                .setPolicy(Policy.newBuilder().setType(type.getNumber()).setValue(value))
                .setModPolicy(ADMINS)
                .build();
    }
}
