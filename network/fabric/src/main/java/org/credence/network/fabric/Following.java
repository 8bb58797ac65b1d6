package org.credence.network.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.credence.network.fabric.config.ChannelConfiguration;
import org.credence.network.fabric.config.ChannelOrganization;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.identity.Pem;

/**
 * Brings the organizations' folders on this machine into line with the channel's configuration: who is a member, who hosts where, and the
 * hosts' TLS roots. An organization that entered gets its part of the network, one that left learns so. May be done again.
 */
final class Following {
    private final Path root;
    private final NetworkPlan before;

    Following(Path root, NetworkPlan before) {
        this.root = root;
        this.before = before;
    }

    void run(ConfigBlock inForce) {
        ChannelConfiguration channel = inForce.configuration();
        Map<String, OrganizationFolder> folders = folders();
        Map<String, Host> machines = new TreeMap<>();
        folders.forEach((mspId, folder) -> Machines.read(folder).ifPresent(machine -> machines.put(mspId, machine)));
        NetworkPlan plan = before.following(channel, machines);
        for (OrganizationFolder folder : folders.values()) {
            boolean present = channel.organization(folder.mspId()).isPresent();
            if (present) {
                for (Host host : plan.hosts()) {
                    TextFile.write(folder.tlsRoot(host.mspId()), tlsRoot(channel, host.mspId()));
                }
                TextFile.write(folder.changedConfiguration(), inForce.bytes().toByteArray());
            }
            if (present || NetworkPlan.isIn(folder.root())) {
                plan.write(folder.root());
            }
            if (plan.isHost(folder.mspId())) {
                delete(folder.machine());
            }
        }
        Founding.follow(root, plan);
    }

    private static String tlsRoot(ChannelConfiguration channel, String mspId) {
        return channel.organization(mspId)
                .map(ChannelOrganization::definition)
                .map(definition -> Pem.encode(definition.tlsRoots().get(0)))
                .orElseThrow(() -> new FabricException("host " + mspId + " is not on the channel"));
    }

    /** Those that have a plan, and those of organizations that are about to enter. */
    private Map<String, OrganizationFolder> folders() {
        Map<String, OrganizationFolder> folders = new TreeMap<>();
        if (NetworkPlan.isIn(root)) {
            String mspId = String.valueOf(root.getFileName());
            folders.put(mspId, new OrganizationFolder(root, mspId));
            return folders;
        }
        try (Stream<Path> entries = Files.list(root)) {
            entries.map(entry -> new OrganizationFolder(entry, String.valueOf(entry.getFileName())))
                    .filter(folder -> Files.isDirectory(folder.msp()))
                    .forEach(folder -> folders.put(folder.mspId(), folder));
        } catch (IOException e) {
            throw new FabricException(root + " cannot be read: " + e, e);
        }
        return folders;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FabricException(file + " cannot be deleted: " + e, e);
        }
    }
}
