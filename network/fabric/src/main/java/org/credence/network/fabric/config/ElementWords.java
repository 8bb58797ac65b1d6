package org.credence.network.fabric.config;

import com.google.protobuf.InvalidProtocolBufferException;
import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.credence.network.identity.Organization;
import org.hyperledger.fabric.protos.common.OrdererAddresses;
import org.hyperledger.fabric.protos.peer.AnchorPeers;

/** What an element says, in words. Of a value that this program does not know, the length and the hash: nothing goes unseen. */
final class ElementWords {
    private ElementWords() {}

    static String of(ElementKey key, ConfigElement element) {
        if (element instanceof ConfigElement.PolicyElement policy) {
            return PolicyWords.of(policy.policy().getPolicy()) + guard(element);
        }
        if (element instanceof ConfigElement.ValueElement value) {
            return value(key, value) + guard(element);
        }
        return "a group" + guard(element);
    }

    /** The serials that an organization's lists revoke, in ascending order, hexadecimal. */
    static List<String> revoked(Organization organization) {
        Set<BigInteger> serials = new TreeSet<>();
        for (X509CRL list : organization.crls()) {
            Optional.ofNullable(list.getRevokedCertificates())
                    .ifPresent(entries ->
                            entries.stream().map(X509CRLEntry::getSerialNumber).forEach(serials::add));
        }
        return serials.stream().map(serial -> serial.toString(16)).toList();
    }

    /* Guards other than the usual one are worth a reader's attention. */
    private static String guard(ConfigElement element) {
        return element.modPolicy().equals(ConfigKeys.ADMINS) ? "" : ", guarded by '" + element.modPolicy() + "'";
    }

    private static String value(ElementKey key, ConfigElement.ValueElement element) {
        var bytes = element.value().getValue();
        try {
            return switch (key.name()) {
                case ConfigKeys.MSP -> msp(MspDefinition.decode(bytes, key.path()));
                case ConfigKeys.ANCHOR_PEERS ->
                    AnchorPeers.parseFrom(bytes).getAnchorPeersList().stream()
                            .map(peer -> peer.getHost() + ":" + peer.getPort())
                            .collect(Collectors.joining(", ", "peers ", ""));
                case ConfigKeys.ENDPOINTS ->
                    OrdererAddresses.parseFrom(bytes).getAddressesList().stream()
                            .collect(Collectors.joining(", ", "orderers at ", ""));
                case ConfigKeys.CONSENTERS ->
                    ConsenterCodec.decode(bytes).stream()
                            .map(ElementWords::consenter)
                            .collect(Collectors.joining("; "));
                default -> Fingerprint.ofBytes(bytes);
            };
        } catch (InvalidProtocolBufferException | InvalidConfigException e) {
            return "a value that cannot be read, " + Fingerprint.ofBytes(bytes);
        }
    }

    private static String msp(Organization organization) {
        return "roots " + certificates(organization.roots()) + "; TLS roots " + certificates(organization.tlsRoots())
                + "; revoked serials " + revoked(organization);
    }

    private static String consenter(Consenter consenter) {
        return "consenter " + consenter.id() + " of " + consenter.mspId() + " at " + consenter.endpoint()
                + " signs with " + Fingerprint.of(consenter.identity()) + ", TLS "
                + Fingerprint.of(consenter.clientTls())
                + (consenter.clientTls().equals(consenter.serverTls())
                        ? ""
                        : " to call, " + Fingerprint.of(consenter.serverTls()) + " to answer");
    }

    private static String certificates(Collection<X509Certificate> certificates) {
        return certificates.stream().map(Fingerprint::of).collect(Collectors.joining(", "));
    }
}
