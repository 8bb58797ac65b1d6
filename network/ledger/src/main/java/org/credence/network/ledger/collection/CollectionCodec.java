package org.credence.network.ledger.collection;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.OrganizationUnit;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.CollectionConfig;
import org.hyperledger.fabric.protos.peer.CollectionConfigPackage;
import org.hyperledger.fabric.protos.peer.CollectionPolicyConfig;
import org.hyperledger.fabric.protos.peer.StaticCollectionConfig;
import org.hyperledger.fabric.protos.peer.lifecycle.StateData;

/**
 * A contract's collections as Fabric's lifecycle contract keeps them: {@code lifecycle.StateData} with the bytes of a
 * {@code peer.CollectionConfigPackage}, whose members' policy is any one member of the organizations named. Of another policy,
 * which a Fabric channel may have, the organizations that it names are read as the members.
 */
final class CollectionCodec {
    private CollectionCodec() {}

    static ByteString encode(List<CollectionDefinition> definitions) {
        CollectionConfigPackage.Builder all = CollectionConfigPackage.newBuilder();
        for (CollectionDefinition definition : definitions) {
            all.addConfig(CollectionConfig.newBuilder()
                    .setStaticCollectionConfig(StaticCollectionConfig.newBuilder()
                            .setName(definition.name())
                            .setMemberOrgsPolicy(CollectionPolicyConfig.newBuilder()
                                    .setSignaturePolicy(anyMember(definition.members())))
                            .setRequiredPeerCount(definition.requiredPeerCount())
                            .setMaximumPeerCount(definition.maxPeerCount())
                            .setBlockToLive(definition.blockToLive())
                            .setMemberOnlyRead(definition.memberOnlyRead())
                            .setMemberOnlyWrite(definition.memberOnlyWrite())));
        }
        return StateData.newBuilder()
                .setBytes(all.build().toByteString())
                .build()
                .toByteString();
    }

    /** @throws IllegalArgumentException when the bytes are no such package */
    static List<CollectionDefinition> decode(ByteString bytes) {
        try {
            List<CollectionDefinition> definitions = new ArrayList<>();
            for (CollectionConfig config : CollectionConfigPackage.parseFrom(
                            StateData.parseFrom(bytes).getBytes())
                    .getConfigList()) {
                StaticCollectionConfig one = config.getStaticCollectionConfig();
                definitions.add(new CollectionDefinition(
                        one.getName(),
                        members(one.getMemberOrgsPolicy().getSignaturePolicy()),
                        one.getRequiredPeerCount(),
                        one.getMaximumPeerCount(),
                        one.getBlockToLive(),
                        one.getMemberOnlyRead(),
                        one.getMemberOnlyWrite()));
            }
            return definitions;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("the collections' definitions cannot be read", e);
        }
    }

    private static SignaturePolicyEnvelope anyMember(List<String> members) {
        SignaturePolicyEnvelope.Builder policy = SignaturePolicyEnvelope.newBuilder();
        SignaturePolicy.NOutOf.Builder one = SignaturePolicy.NOutOf.newBuilder().setN(1);
        for (int i = 0; i < members.size(); i++) {
            one.addRules(SignaturePolicy.newBuilder().setSignedBy(i));
            policy.addIdentities(MSPPrincipal.newBuilder()
                    .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
                    .setPrincipal(MSPRole.newBuilder()
                            .setMspIdentifier(members.get(i))
                            .setRole(MSPRole.MSPRoleType.MEMBER)
                            .build()
                            .toByteString()));
        }
        return policy.setRule(SignaturePolicy.newBuilder().setNOutOf(one)).build();
    }

    private static List<String> members(SignaturePolicyEnvelope policy) throws InvalidProtocolBufferException {
        Set<String> members = new LinkedHashSet<>();
        for (MSPPrincipal principal : policy.getIdentitiesList()) {
            organization(principal).ifPresent(members::add);
        }
        return List.copyOf(members);
    }

    private static Optional<String> organization(MSPPrincipal principal) throws InvalidProtocolBufferException {
        ByteString content = principal.getPrincipal();
        return switch (principal.getPrincipalClassification()) {
            case ROLE -> Optional.of(MSPRole.parseFrom(content).getMspIdentifier());
            case ORGANIZATION_UNIT ->
                Optional.of(OrganizationUnit.parseFrom(content).getMspIdentifier());
            case IDENTITY -> Optional.of(SerializedIdentity.parseFrom(content).getMspid());
            default -> Optional.empty();
        };
    }
}
