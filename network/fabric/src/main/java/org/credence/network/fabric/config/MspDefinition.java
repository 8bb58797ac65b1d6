package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.credence.network.identity.IdentityException;
import org.credence.network.identity.NodeOu;
import org.credence.network.identity.Organization;
import org.credence.network.identity.Pem;
import org.hyperledger.fabric.protos.msp.FabricCryptoConfig;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;
import org.hyperledger.fabric.protos.msp.MSPConfig;

/**
 * An organization as the channel's MSP value: what Fabric's {@code configtxgen} makes of the organization's MSP folder, byte for byte.
 * A definition with more in it (intermediate authorities, certificates of administrators) is refused rather than shown in part.
 */
final class MspDefinition {
    private static final FabricNodeOUs NODE_OUS = FabricNodeOUs.newBuilder()
            .setEnable(true)
            .setClientOuIdentifier(unit(NodeOu.CLIENT))
            .setPeerOuIdentifier(unit(NodeOu.PEER))
            .setAdminOuIdentifier(unit(NodeOu.ADMIN))
            .setOrdererOuIdentifier(unit(NodeOu.ORDERER))
            .build();

    private MspDefinition() {}

    static ByteString encode(Organization organization) {
        FabricMSPConfig.Builder msp = FabricMSPConfig.newBuilder()
                .setName(organization.mspId())
                .setCryptoConfig(FabricCryptoConfig.newBuilder()
                        .setSignatureHashFamily("SHA2")
                        .setIdentityIdentifierHashFunction("SHA256"))
                .setFabricNodeOus(NODE_OUS);
        organization.roots().forEach(root -> msp.addRootCerts(ByteString.copyFromUtf8(Pem.encode(root))));
        organization.tlsRoots().forEach(root -> msp.addTlsRootCerts(ByteString.copyFromUtf8(Pem.encode(root))));
        organization.crls().forEach(list -> msp.addRevocationList(ByteString.copyFromUtf8(Pem.encode(list))));
        return MSPConfig.newBuilder()
                .setConfig(msp.build().toByteString())
                .build()
                .toByteString();
    }

    /**
     * The organization that an MSP value defines.
     *
     * @param where the value stands, for the message
     * @throws InvalidConfigException when it cannot be read, or holds more than an {@link Organization} says
     */
    static Organization decode(ByteString value, String where) {
        Organization organization;
        try {
            organization =
                    decode(FabricMSPConfig.parseFrom(MSPConfig.parseFrom(value).getConfig()), where);
        } catch (InvalidProtocolBufferException | IdentityException | IllegalArgumentException e) {
            throw new InvalidConfigException(
                    "the MSP definition at " + where + " cannot be read: " + e.getMessage(), e);
        }
        if (!encode(organization).equals(value)) {
            throw new InvalidConfigException("the MSP definition at " + where
                    + " has parts that this program does not know (other than roots, TLS roots, revocation lists and"
                    + " the four node roles); look at it with Fabric's configtxlator");
        }
        return organization;
    }

    private static Organization decode(FabricMSPConfig msp, String where) {
        List<X509CRL> lists = new ArrayList<>();
        for (ByteString list : msp.getRevocationListList()) {
            lists.add(Pem.crl(list.toByteArray(), where));
        }
        return new Organization(
                msp.getName(),
                certificates(msp.getRootCertsList(), where),
                certificates(msp.getTlsRootCertsList(), where),
                lists);
    }

    private static List<X509Certificate> certificates(List<ByteString> texts, String where) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (ByteString text : texts) {
            certificates.add(Pem.certificate(text.toByteArray(), where));
        }
        return certificates;
    }

    private static FabricOUIdentifier unit(NodeOu role) {
        return FabricOUIdentifier.newBuilder()
                .setOrganizationalUnitIdentifier(role.text())
                .build();
    }
}
