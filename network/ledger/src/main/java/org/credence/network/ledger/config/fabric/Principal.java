package org.credence.network.ledger.config.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import org.credence.network.identity.IdentityException;
import org.credence.network.identity.NodeOu;
import org.credence.network.identity.Pem;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Whom one signature of a policy may be from. */
sealed interface Principal {
    boolean isSatisfiedBy(KnownIdentity identity);

    /** An identity of an organization, in this role or, without one, in any. */
    record InRole(String mspId, Optional<NodeOu> role) implements Principal {
        @Override
        public boolean isSatisfiedBy(KnownIdentity identity) {
            return identity.mspId().equals(mspId)
                    && role.map(identity.role()::equals).orElse(true);
        }

        @Override
        public String toString() {
            return "'" + mspId + "." + role.map(NodeOu::text).orElse("member") + "'";
        }
    }

    /** One certificate of an organization. */
    record Named(String mspId, X509Certificate certificate) implements Principal {
        @Override
        public boolean isSatisfiedBy(KnownIdentity identity) {
            return identity.mspId().equals(mspId) && identity.certificate().equals(certificate);
        }

        @Override
        public String toString() {
            return "'" + mspId + " " + certificate.getSubjectX500Principal().getName() + "'";
        }
    }

    /** @throws InvalidConfigException when it cannot be read, or is neither a role nor an identity */
    static Principal of(MSPPrincipal message) throws InvalidConfigException {
        try {
            return switch (message.getPrincipalClassification()) {
                case ROLE -> inRole(MSPRole.parseFrom(message.getPrincipal()));
                case IDENTITY -> named(SerializedIdentity.parseFrom(message.getPrincipal()));
                default ->
                    throw new InvalidConfigException("a policy names somebody by "
                            + message.getPrincipalClassification()
                            + ", which is not supported; by role or identity is");
            };
        } catch (InvalidProtocolBufferException | IdentityException e) {
            throw new InvalidConfigException("whom a policy names cannot be read: " + e.getMessage(), e);
        }
    }

    private static Principal inRole(MSPRole role) throws InvalidConfigException {
        return switch (role.getRole()) {
            case MEMBER -> new InRole(role.getMspIdentifier(), Optional.empty());
            case ADMIN, CLIENT, PEER, ORDERER ->
                new InRole(
                        role.getMspIdentifier(),
                        Optional.of(NodeOu.valueOf(role.getRole().name().toUpperCase(Locale.ROOT))));
            case UNRECOGNIZED ->
                throw new InvalidConfigException("a policy names the unknown role " + role.getRoleValue());
        };
    }

    private static Principal named(SerializedIdentity identity) {
        return new Named(
                identity.getMspid(), Pem.certificate(identity.getIdBytes().toByteArray(), "a policy's identity"));
    }
}
