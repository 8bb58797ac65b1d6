package org.credence.network.ledger.config.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.network.ledger.config.InvalidConfigException;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * The ordering service's nodes. With {@code n} of them, at most {@code f = (n - 1) / 3} of which lie, a quorum is
 * {@code ceil((n + f + 1) / 2)}: 3 of 4, 5 of 7.
 */
public final class Consenters {
    private final List<Consenter> ordered;
    private final Map<Integer, ByteString> identities = new TreeMap<>();

    private Consenters(List<Consenter> ordered) throws InvalidConfigException {
        this.ordered = ordered;
        for (Consenter consenter : ordered) {
            if (identities.put(consenter.getId(), identity(consenter)) != null) {
                throw new InvalidConfigException(
                        "two consenters have the id " + Integer.toUnsignedString(consenter.getId()));
            }
        }
        if (ordered.isEmpty()) {
            throw new InvalidConfigException("there is no consenter");
        }
    }

    static Consenters parse(ByteString bytes) throws InvalidConfigException {
        try {
            return new Consenters(Orderers.parseFrom(bytes).getConsenterMappingList());
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidConfigException("the consenters cannot be read: " + e.getMessage(), e);
        }
    }

    /** The serialized identity of a consenter. */
    public Optional<ByteString> identity(int id) {
        return Optional.ofNullable(identities.get(id));
    }

    /** How many of them must have signed a block. */
    public int quorum() {
        int nodes = ordered.size();
        int faulty = (nodes - 1) / 3;
        return (nodes + faulty + 2) / 2;
    }

    /** The block validation policy that Fabric derives from these consenters: a quorum of exactly their identities. */
    ByteString blockValidation() {
        SignaturePolicyEnvelope.Builder policy = SignaturePolicyEnvelope.newBuilder();
        SignaturePolicy.NOutOf.Builder rule =
                SignaturePolicy.NOutOf.newBuilder().setN(quorum());
        for (int i = 0; i < ordered.size(); i++) {
            rule.addRules(SignaturePolicy.newBuilder().setSignedBy(i));
            policy.addIdentities(MSPPrincipal.newBuilder()
                    .setPrincipalClassification(MSPPrincipal.Classification.IDENTITY)
                    .setPrincipal(identity(ordered.get(i))));
        }
        return policy.setRule(SignaturePolicy.newBuilder().setNOutOf(rule))
                .build()
                .toByteString();
    }

    private static ByteString identity(Consenter consenter) {
        return SerializedIdentity.newBuilder()
                .setMspid(consenter.getMspId())
                .setIdBytes(consenter.getIdentity())
                .build()
                .toByteString();
    }
}
