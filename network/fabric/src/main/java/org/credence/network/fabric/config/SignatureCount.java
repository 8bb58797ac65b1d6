package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.credence.network.identity.CertificateRefusedException;
import org.credence.network.identity.IdentityException;
import org.credence.network.identity.NodeOu;
import org.credence.network.identity.Pem;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * Whose signatures an update has, and whether they are enough: for each element that it writes, the policy that guards the element now, as
 * the orderers will ask for it.
 *
 * @param signers those whose signatures hold, each once
 * @param refused why the other signatures do not count
 * @param policies what the update needs, by path
 */
public record SignatureCount(List<UpdateSigner> signers, List<String> refused, List<PolicyStanding> policies) {
    public SignatureCount {
        signers = List.copyOf(signers);
        refused = List.copyOf(refused);
        policies = List.copyOf(policies);
    }

    /**
     * The signatures of an update, and what they amount to in the configuration in force.
     *
     * @param now certificates must be valid at this time
     * @throws ChangeRefusedException when the update was not made for this configuration
     * @throws InvalidConfigException when it cannot be read
     */
    public static SignatureCount of(ChannelConfiguration inForce, CarriedUpdate update, Instant now) {
        AppliedUpdate applied = AppliedUpdate.on(inForce, update.update());
        List<UpdateSigner> signers = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (ConfigSignature signature : update.envelope().getSignaturesList()) {
            try {
                UpdateSigner signer = signer(inForce, signature, update.update(), now);
                if (!signers.contains(signer)) {
                    signers.add(signer);
                }
            } catch (InvalidProtocolBufferException | IdentityException | CertificateRefusedException e) {
                refused.add(String.valueOf(e.getMessage()));
            }
        }
        var check = new PolicyCheck(inForce.root(), signers);
        return new SignatureCount(
                signers, refused, guards(applied).stream().map(check::standing).toList());
    }

    /** Whether every policy is satisfied. */
    public boolean isEnough() {
        return policies.stream().allMatch(PolicyStanding::isSatisfied);
    }

    /** What is missing, in words; empty if nothing is. */
    public List<String> missing() {
        return policies.stream()
                .filter(policy -> !policy.isSatisfied())
                .map(PolicyStanding::toString)
                .toList();
    }

    /* What is new in its group is guarded by the group, which is written, too. */
    private static Set<String> guards(AppliedUpdate applied) {
        var inForce = ConfigTree.elements(applied.before().root());
        Set<String> paths = new TreeSet<>();
        for (ElementKey key : applied.written().keySet()) {
            ConfigElement guarded = inForce.get(key);
            if (guarded == null) {
                continue;
            }
            String guard = guarded.modPolicy();
            List<String> group = key.kind() == ElementKey.Kind.GROUP ? key.groupPath() : key.groups();
            paths.add(guard.startsWith("/") ? guard : "/" + String.join("/", group) + "/" + guard);
        }
        return paths;
    }

    private static UpdateSigner signer(
            ChannelConfiguration inForce, ConfigSignature signature, ByteString update, Instant now)
            throws InvalidProtocolBufferException {
        ByteString creator =
                SignatureHeader.parseFrom(signature.getSignatureHeader()).getCreator();
        SerializedIdentity identity = SerializedIdentity.parseFrom(creator);
        var organization = inForce.organization(identity.getMspid())
                .orElseThrow(() -> new IdentityException("a signature is of organization '" + identity.getMspid()
                        + "', which is not on channel " + inForce.channel()));
        var certificate = Pem.certificate(identity.getIdBytes().toByteArray(), "a signature of " + identity.getMspid());
        NodeOu role = organization.definition().verify(certificate, now);
        boolean holds = EcdsaSignature.parse(signature.getSignature())
                .map(parsed -> parsed.verifies(
                        certificate.getPublicKey(),
                        signature.getSignatureHeader().concat(update)))
                .orElse(false);
        if (!holds) {
            throw new IdentityException(
                    "the signature of " + certificate.getSubjectX500Principal() + " is not over this update");
        }
        return new UpdateSigner(identity.getMspid(), role, certificate);
    }
}
