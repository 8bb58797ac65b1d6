package org.credence.network.fabric.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.credence.network.identity.IdentityException;
import org.credence.network.identity.Pem;
import org.hyperledger.fabric.protos.common.Orderers;

/** The consenters as the orderer group's value. */
final class ConsenterCodec {
    private ConsenterCodec() {}

    static ByteString encode(List<Consenter> consenters) {
        Orderers.Builder value = Orderers.newBuilder();
        for (Consenter consenter : consenters) {
            value.addConsenterMapping(org.hyperledger.fabric.protos.common.Consenter.newBuilder()
                    .setId(consenter.id())
                    .setHost(consenter.endpoint().host())
                    .setPort(consenter.endpoint().port())
                    .setMspId(consenter.mspId())
                    .setIdentity(pem(consenter.identity()))
                    .setClientTlsCert(pem(consenter.clientTls()))
                    .setServerTlsCert(pem(consenter.serverTls())));
        }
        return value.build().toByteString();
    }

    /** @throws InvalidConfigException when the value cannot be read, or holds more than consenters */
    static List<Consenter> decode(ByteString value) {
        List<Consenter> consenters = new ArrayList<>();
        try {
            for (var entry : Orderers.parseFrom(value).getConsenterMappingList()) {
                String where = "consenter " + entry.getId();
                consenters.add(new Consenter(
                        entry.getId(),
                        new Endpoint(entry.getHost(), entry.getPort()),
                        entry.getMspId(),
                        Pem.certificate(entry.getIdentity().toByteArray(), "the identity of " + where),
                        Pem.certificate(
                                entry.getClientTlsCert().toByteArray(), "the client TLS certificate of " + where),
                        Pem.certificate(
                                entry.getServerTlsCert().toByteArray(), "the server TLS certificate of " + where)));
            }
        } catch (InvalidProtocolBufferException | IdentityException | IllegalArgumentException e) {
            throw new InvalidConfigException("the list of consenters cannot be read: " + e.getMessage(), e);
        }
        if (!encode(consenters).equals(value)) {
            throw new InvalidConfigException("the list of consenters has parts that this program does not know");
        }
        return List.copyOf(consenters);
    }

    private static ByteString pem(X509Certificate certificate) {
        return ByteString.copyFromUtf8(Pem.encode(certificate));
    }
}
