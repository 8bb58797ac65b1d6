package org.credence.network.ledger.msp;

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

/** An organization as Fabric's MSP definition: type 0 (X.509), NodeOUs on, PEM texts inside. */
public final class MspCodec {
    private static final FabricNodeOUs NODE_UNITS = FabricNodeOUs.newBuilder()
            .setEnable(true)
            .setClientOuIdentifier(unit(NodeOu.CLIENT))
            .setPeerOuIdentifier(unit(NodeOu.PEER))
            .setAdminOuIdentifier(unit(NodeOu.ADMIN))
            .setOrdererOuIdentifier(unit(NodeOu.ORDERER))
            .build();

    private static final FabricCryptoConfig CRYPTO = FabricCryptoConfig.newBuilder()
            .setSignatureHashFamily("SHA2")
            .setIdentityIdentifierHashFunction("SHA256")
            .build();

    private MspCodec() {}

    /** The definition of this organization. */
    public static MSPConfig encode(Organization organization) {
        FabricMSPConfig.Builder msp = FabricMSPConfig.newBuilder()
                .setName(organization.mspId())
                .setCryptoConfig(CRYPTO)
                .setFabricNodeOus(NODE_UNITS);
        organization.roots().forEach(root -> msp.addRootCerts(pem(Pem.encode(root))));
        organization.tlsRoots().forEach(root -> msp.addTlsRootCerts(pem(Pem.encode(root))));
        organization.crls().forEach(list -> msp.addRevocationList(pem(Pem.encode(list))));
        return MSPConfig.newBuilder().setConfig(msp.build().toByteString()).build();
    }

    /**
     * The organization that this definition describes.
     *
     * @throws IdentityException when a certificate or list cannot be read
     * @throws InvalidProtocolBufferException when the definition cannot be read
     */
    public static Organization decode(MSPConfig config) throws InvalidProtocolBufferException {
        FabricMSPConfig msp = FabricMSPConfig.parseFrom(config.getConfig());
        List<X509CRL> lists = new ArrayList<>();
        for (ByteString list : msp.getRevocationListList()) {
            lists.add(Pem.crl(list.toByteArray(), "the MSP definition"));
        }
        return new Organization(
                msp.getName(), certificates(msp.getRootCertsList()), certificates(msp.getTlsRootCertsList()), lists);
    }

    /**
     * The organization that a definition on a Fabric channel describes.
     *
     * @throws IdentityException when a certificate or list cannot be read, or the definition has something that would go
     *     unenforced here: intermediate authorities, administrators by certificate, other node roles, other hashes
     * @throws InvalidProtocolBufferException when the definition cannot be read
     */
    public static Organization decodeWhole(MSPConfig config) throws InvalidProtocolBufferException {
        FabricMSPConfig msp = FabricMSPConfig.parseFrom(config.getConfig());
        FabricMSPConfig enforced = FabricMSPConfig.newBuilder()
                .setName(msp.getName())
                .setCryptoConfig(CRYPTO)
                .setFabricNodeOus(NODE_UNITS)
                .addAllRootCerts(msp.getRootCertsList())
                .addAllTlsRootCerts(msp.getTlsRootCertsList())
                .addAllRevocationList(msp.getRevocationListList())
                .build();
        if (config.getType() != 0 || !enforced.equals(msp)) {
            throw new IdentityException("the MSP of " + msp.getName()
                    + " must be of type 0 with roots, TLS roots, revocation lists and the four node roles alone;"
                    + " intermediate authorities, administrators by certificate and other roles are not supported");
        }
        return decode(config);
    }

    private static List<X509Certificate> certificates(List<ByteString> texts) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (ByteString text : texts) {
            certificates.add(Pem.certificate(text.toByteArray(), "the MSP definition"));
        }
        return certificates;
    }

    private static ByteString pem(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static FabricOUIdentifier unit(NodeOu role) {
        return FabricOUIdentifier.newBuilder()
                .setOrganizationalUnitIdentifier(role.text())
                .build();
    }
}
