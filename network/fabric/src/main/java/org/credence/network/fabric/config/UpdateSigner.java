package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.cert.X509Certificate;
import org.credence.network.identity.NodeOu;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;

/**
 * Somebody whose signature on an update holds: the certificate is good, and the signature is over this update.
 *
 * @param mspId the organization
 * @param role what Fabric takes its holder for
 */
public record UpdateSigner(String mspId, NodeOu role, X509Certificate certificate) {
    /** Whether this signer is one of those that a principal means. */
    boolean is(MSPPrincipal principal) {
        return switch (principal.getPrincipalClassification()) {
            case ROLE -> isRole(principal.getPrincipal());
            case IDENTITY -> ChannelSigner.creator(mspId, certificate).equals(principal.getPrincipal());
            default -> false;
        };
    }

    private boolean isRole(ByteString principal) {
        try {
            MSPRole wanted = MSPRole.parseFrom(principal);
            return wanted.getMspIdentifier().equals(mspId)
                    && switch (wanted.getRole()) {
                        case MEMBER -> true;
                        case ADMIN -> role == NodeOu.ADMIN;
                        case CLIENT -> role == NodeOu.CLIENT;
                        case PEER -> role == NodeOu.PEER;
                        case ORDERER -> role == NodeOu.ORDERER;
                        case UNRECOGNIZED -> false;
                    };
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }
}
