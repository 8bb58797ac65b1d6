package org.credence.network.fabric;

import com.google.protobuf.ByteString;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.credence.network.fabric.NetworkStatus.HostStatus;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.Consenter;
import org.credence.network.identity.Enrolment;

/** Asks a network's parts how they are. A part that does not answer is a fact, not a failure. */
final class StatusReader {
    private static final long NONE = 0;
    private static final List<String> CERTIFICATES = List.of("peer", "orderer", "contract", "admin");

    private final NetworkPlan plan;

    StatusReader(NetworkPlan plan) {
        this.plan = plan;
    }

    NetworkStatus read(Collection<HostParts> parts, String fabric) {
        Optional<ContractVersion> contract = contract(parts);
        return new NetworkStatus(
                plan.channel(),
                fabric,
                contract.map(it -> "%s %s, sequence %d".formatted(it.name(), it.version(), it.sequence()))
                        .orElse("none"),
                plan.members(),
                parts.stream().map(part -> status(part, contract)).toList());
    }

    private Optional<ContractVersion> contract(Collection<HostParts> parts) {
        return parts.stream()
                .filter(part -> part.peer().process().isRunning())
                .flatMap(part -> contract(part).stream())
                .findFirst();
    }

    private Optional<ContractVersion> contract(HostParts part) {
        try {
            return part.lifecycle().committed(plan.contract());
        } catch (FabricException e) {
            return Optional.empty();
        }
    }

    private HostStatus status(HostParts part, Optional<ContractVersion> contract) {
        boolean peer = part.peer().process().isRunning();
        boolean orderer = part.orderer().process().isRunning();
        Map.Entry<Instant, String> first = firstToExpire(part.folder());
        return new HostStatus(
                part.host().mspId(),
                peer,
                peer ? part.peer().height().orElse(NONE) : NONE,
                orderer,
                orderer ? part.orderer().height().orElse(NONE) : NONE,
                orderer
                        ? part.orderer()
                                .leader()
                                .flatMap(id -> consenter(part.folder(), id))
                                .orElse("")
                        : "",
                contract.map(version -> part.service(version).isReachable()).orElse(false),
                first.getKey(),
                first.getValue());
    }

    /* By the newest configuration that is known here: who leaves takes its number along. */
    private static Optional<String> consenter(OrganizationFolder folder, int id) {
        return ConfigBlock.parse(ByteString.copyFrom(TextFile.read(folder.configuration())))
                .configuration()
                .consenters()
                .stream()
                .filter(consenter -> consenter.id() == id)
                .map(Consenter::mspId)
                .findFirst();
    }

    private static Map.Entry<Instant, String> firstToExpire(OrganizationFolder folder) {
        var ends = new TreeMap<Instant, String>(Comparator.naturalOrder());
        for (String name : CERTIFICATES) {
            Enrolment enrolment = folder.enrolment(name);
            ends.putIfAbsent(end(enrolment.identity().certificate()), name);
            ends.putIfAbsent(end(enrolment.tls().certificate()), name + " (TLS)");
        }
        return ends.firstEntry();
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }
}
