package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.Pem;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.message.StateUpdates;
import org.credence.network.ledger.msp.MspCodec;
import org.credence.network.ledger.msp.SigningIdentity;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockDataHashingStructure;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.Capabilities;
import org.hyperledger.fabric.protos.common.Capability;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HashingAlgorithm;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.orderer.ConsensusType;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A Fabric channel of four organizations whose keys are all here: for chains that no honest network would make. Every host
 * orders and has a peer; a majority of the administrators changes the configuration.
 */
final class ForgedChannel {
    static final String CHANNEL = "forged";
    static final List<String> HOSTS = List.of("AMSP", "BMSP", "CMSP", "DMSP");

    private final Path folder;
    private final Map<String, CertificateAuthority> authorities = new TreeMap<>();
    private final Map<String, Enrolment> orderers = new TreeMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private ByteString commitHash = ByteString.EMPTY;
    private long lastConfig;

    ForgedChannel(Path folder) {
        this.folder = folder;
        for (String mspId : HOSTS) {
            orderers.put(mspId, authority(mspId).issue(IssueRequest.orderer("orderer")));
        }
    }

    CertificateAuthority authority(String mspId) {
        return authorities.computeIfAbsent(
                mspId,
                id -> CertificateAuthority.create(
                        folder.resolve(id), id, Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom()));
    }

    Enrolment orderer(String mspId) {
        return orderers.get(mspId);
    }

    SigningIdentity admin(String mspId) {
        return new SigningIdentity(
                authority(mspId).issue(IssueRequest.admin("admin")).identity());
    }

    /** A certificate of an organization, as whoever holds it signs. */
    SigningIdentity identity(String mspId, IssueRequest request) {
        return new SigningIdentity(authority(mspId).issue(request).identity());
    }

    // -- the configuration

    /** The channel's first configuration. */
    ConfigGroup genesis() {
        ConfigGroup.Builder application = withMetaPolicies(ConfigGroup.newBuilder())
                .putValues("Capabilities", capability("V2_5"))
                .putPolicies("Endorsement", peers(3))
                .putPolicies("LifecycleEndorsement", peers(3));
        ConfigGroup.Builder orderer = withMetaPolicies(ConfigGroup.newBuilder())
                .putValues("Capabilities", capability("V2_0"))
                .putValues(
                        "ConsensusType",
                        value(ConsensusType.newBuilder().setType("BFT").build()));
        Orderers.Builder consenters = Orderers.newBuilder();
        SignaturePolicyEnvelope.Builder quorum = SignaturePolicyEnvelope.newBuilder();
        SignaturePolicy.NOutOf.Builder rule =
                SignaturePolicy.NOutOf.newBuilder().setN(3);
        for (int i = 0; i < HOSTS.size(); i++) {
            String mspId = HOSTS.get(i);
            application.putGroups(mspId, organization(mspId));
            orderer.putGroups(mspId, organization(mspId));
            ByteString pem = ByteString.copyFromUtf8(
                    Pem.encode(orderers.get(mspId).identity().certificate()));
            consenters.addConsenterMapping(
                    Consenter.newBuilder().setId(i + 1).setMspId(mspId).setIdentity(pem));
            rule.addRules(SignaturePolicy.newBuilder().setSignedBy(i));
            quorum.addIdentities(MSPPrincipal.newBuilder()
                    .setPrincipalClassification(MSPPrincipal.Classification.IDENTITY)
                    .setPrincipal(SerializedIdentity.newBuilder()
                            .setMspid(mspId)
                            .setIdBytes(pem)
                            .build()
                            .toByteString()));
        }
        orderer.putValues("Orderers", value(consenters.build()))
                .putPolicies(
                        "BlockValidation",
                        signature(quorum.setRule(SignaturePolicy.newBuilder().setNOutOf(rule))
                                .build()));
        return withMetaPolicies(ConfigGroup.newBuilder())
                .putValues(
                        "HashingAlgorithm",
                        value(HashingAlgorithm.newBuilder().setName("SHA256").build()))
                .putValues(
                        "BlockDataHashingStructure",
                        value(BlockDataHashingStructure.newBuilder()
                                .setWidth(-1)
                                .build()))
                .putValues("Capabilities", capability("V3_0"))
                .putGroups("Application", application.build())
                .putGroups("Orderer", orderer.build())
                .build();
    }

    /** An organization's group, as its authority has it now. */
    ConfigGroup organization(String mspId) {
        return ConfigGroup.newBuilder()
                .putValues("MSP", msp(mspId))
                .putPolicies("Readers", roles(1, List.of(mspId), MSPRole.MSPRoleType.MEMBER))
                .putPolicies(
                        "Writers",
                        roles(
                                1,
                                List.of(mspId),
                                MSPRole.MSPRoleType.ADMIN,
                                MSPRole.MSPRoleType.CLIENT,
                                MSPRole.MSPRoleType.ORDERER))
                .putPolicies("Admins", roles(1, List.of(mspId), MSPRole.MSPRoleType.ADMIN))
                .putPolicies("Endorsement", roles(1, List.of(mspId), MSPRole.MSPRoleType.PEER))
                .setModPolicy("Admins")
                .build();
    }

    ConfigValue msp(String mspId) {
        return value(MspCodec.encode(authority(mspId).organization()));
    }

    static ConfigPolicy peers(int required) {
        return roles(required, HOSTS, MSPRole.MSPRoleType.PEER);
    }

    static ConfigPolicy roles(int required, List<String> mspIds, MSPRole.MSPRoleType... roles) {
        SignaturePolicyEnvelope.Builder envelope = SignaturePolicyEnvelope.newBuilder();
        SignaturePolicy.NOutOf.Builder rule =
                SignaturePolicy.NOutOf.newBuilder().setN(required);
        for (String mspId : mspIds) {
            for (MSPRole.MSPRoleType role : roles) {
                rule.addRules(SignaturePolicy.newBuilder().setSignedBy(envelope.getIdentitiesCount()));
                envelope.addIdentities(MSPPrincipal.newBuilder()
                        .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
                        .setPrincipal(MSPRole.newBuilder()
                                .setMspIdentifier(mspId)
                                .setRole(role)
                                .build()
                                .toByteString()));
            }
        }
        return signature(
                envelope.setRule(SignaturePolicy.newBuilder().setNOutOf(rule)).build());
    }

    private static ConfigGroup.Builder withMetaPolicies(ConfigGroup.Builder group) {
        return group.putPolicies("Readers", implicit(ImplicitMetaPolicy.Rule.ANY, "Readers"))
                .putPolicies("Writers", implicit(ImplicitMetaPolicy.Rule.ANY, "Writers"))
                .putPolicies("Admins", implicit(ImplicitMetaPolicy.Rule.MAJORITY, "Admins"))
                .setModPolicy("Admins");
    }

    private static ConfigPolicy implicit(ImplicitMetaPolicy.Rule rule, String name) {
        return policy(
                Policy.PolicyType.IMPLICIT_META_VALUE,
                ImplicitMetaPolicy.newBuilder().setRule(rule).setSubPolicy(name).build());
    }

    private static ConfigPolicy signature(SignaturePolicyEnvelope envelope) {
        return policy(Policy.PolicyType.SIGNATURE_VALUE, envelope);
    }

    static ConfigPolicy policy(int type, Message content) {
        return ConfigPolicy.newBuilder()
                .setPolicy(Policy.newBuilder().setType(type).setValue(content.toByteString()))
                .setModPolicy("Admins")
                .build();
    }

    static ConfigValue capability(String name) {
        return value(Capabilities.newBuilder()
                .putCapabilities(name, Capability.getDefaultInstance())
                .build());
    }

    static ConfigValue value(Message content) {
        return ConfigValue.newBuilder()
                .setValue(content.toByteString())
                .setModPolicy("Admins")
                .build();
    }

    // -- transactions

    /** The first configuration's envelope, which nobody signs. */
    static ByteString first(ConfigGroup channelGroup) {
        return Envelope.newBuilder()
                .setPayload(Payload.newBuilder()
                        .setHeader(Header.newBuilder().setChannelHeader(channelHeader(HeaderType.CONFIG)))
                        .setData(ConfigEnvelope.newBuilder()
                                .setConfig(Config.newBuilder().setChannelGroup(channelGroup))
                                .build()
                                .toByteString())
                        .build()
                        .toByteString())
                .build()
                .toByteString();
    }

    /** A configuration with the update that led to it, signed by an orderer. */
    ByteString configuration(long sequence, ConfigGroup channelGroup, Envelope update) {
        ConfigEnvelope config = ConfigEnvelope.newBuilder()
                .setConfig(Config.newBuilder().setSequence(sequence).setChannelGroup(channelGroup))
                .setLastUpdate(update)
                .build();
        return envelope(
                        HeaderType.CONFIG,
                        config.toByteString(),
                        new SigningIdentity(orderers.get("AMSP").identity()))
                .toByteString();
    }

    /** An update, submitted by the first of those who sign it. */
    static Envelope update(ConfigGroup read, ConfigGroup write, List<SigningIdentity> signers) {
        ByteString update = ConfigUpdate.newBuilder()
                .setChannelId(CHANNEL)
                .setReadSet(read)
                .setWriteSet(write)
                .build()
                .toByteString();
        ConfigUpdateEnvelope.Builder signed = ConfigUpdateEnvelope.newBuilder().setConfigUpdate(update);
        for (SigningIdentity signer : signers) {
            ByteString header = signatureHeader(signer).toByteString();
            signed.addSignatures(
                    ConfigSignature.newBuilder().setSignatureHeader(header).setSignature(signer.sign(header, update)));
        }
        return envelope(HeaderType.CONFIG_UPDATE, signed.build().toByteString(), signers.get(0));
    }

    /** An update with the signatures of another. */
    static Envelope withSignaturesOf(Envelope signed, Envelope update, SigningIdentity sender) throws IOException {
        ConfigUpdateEnvelope donor = ConfigUpdateEnvelope.parseFrom(
                Payload.parseFrom(signed.getPayload()).getData());
        ConfigUpdateEnvelope own = ConfigUpdateEnvelope.parseFrom(
                Payload.parseFrom(update.getPayload()).getData());
        return envelope(
                HeaderType.CONFIG_UPDATE,
                donor.toBuilder().setConfigUpdate(own.getConfigUpdate()).build().toByteString(),
                sender);
    }

    static Envelope envelope(HeaderType type, ByteString data, SigningIdentity signer) {
        ByteString payload = Payload.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(channelHeader(type))
                        .setSignatureHeader(signatureHeader(signer).toByteString()))
                .setData(data)
                .build()
                .toByteString();
        return Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(signer.sign(payload))
                .build();
    }

    private static ByteString channelHeader(HeaderType type) {
        return ChannelHeader.newBuilder()
                .setType(type.getNumber())
                .setChannelId(CHANNEL)
                .build()
                .toByteString();
    }

    private static SignatureHeader signatureHeader(SigningIdentity signer) {
        byte[] nonce = new byte[24];
        new SecureRandom().nextBytes(nonce);
        return SignatureHeader.newBuilder()
                .setCreator(signer.creator())
                .setNonce(ByteString.copyFrom(nonce))
                .build();
    }

    // -- blocks

    /** Puts a block with a configuration at the end, signed by these hosts' orderers. */
    ForgedChannel configBlock(ByteString envelope, List<String> signers) {
        lastConfig = blocks.size();
        return block(envelope, TxValidationCode.VALID, signers);
    }

    /** Puts a block with a transaction that has no effect at the end. */
    ForgedChannel block(ByteString envelope, TxValidationCode code, List<String> signers) {
        long number = blocks.size();
        ByteString filter = BlockForm.filterSlot(List.of(code));
        commitHash = number == 0 ? ByteString.EMPTY : new StateUpdates().commitHash(filter, commitHash);
        BlockHeader header = BlockHeader.newBuilder()
                .setNumber(number)
                .setPreviousHash(
                        number == 0
                                ? ByteString.EMPTY
                                : BlockForm.headerHash(
                                        blocks.get(blocks.size() - 1).getHeader()))
                .setDataHash(BlockForm.dataHash(List.of(envelope)))
                .build();
        blocks.add(Block.newBuilder()
                .setHeader(header)
                .setData(BlockData.newBuilder().addData(envelope))
                .setMetadata(BlockMetadata.newBuilder()
                        .addMetadata(signatures(header, signers))
                        .addMetadata(BlockForm.lastConfigSlot(lastConfig))
                        .addMetadata(filter)
                        .addMetadata(ByteString.EMPTY)
                        .addMetadata(BlockForm.commitHashSlot(commitHash)))
                .build());
        return this;
    }

    private ByteString signatures(BlockHeader header, List<String> signers) {
        ByteString value = OrdererBlockMetadata.newBuilder()
                .setLastConfig(LastConfig.newBuilder().setIndex(lastConfig))
                .build()
                .toByteString();
        Metadata.Builder metadata = Metadata.newBuilder().setValue(value);
        for (String mspId : signers) {
            ByteString id = IdentifierHeader.newBuilder()
                    .setIdentifier(HOSTS.indexOf(mspId) + 1)
                    .build()
                    .toByteString();
            metadata.addSignatures(MetadataSignature.newBuilder()
                    .setIdentifierHeader(id)
                    .setSignature(new SigningIdentity(orderers.get(mspId).identity())
                            .sign(value, id, BlockForm.headerBytes(header))));
        }
        return metadata.build().toByteString();
    }

    /** The file of a chain that begins and ends with this configuration. */
    byte[] only(ConfigGroup channelGroup) throws IOException {
        blocks.clear();
        return configBlock(first(channelGroup), List.of()).file();
    }

    /** The blocks file. */
    byte[] file() throws IOException {
        return RecordedChain.file(blocks);
    }
}
