package org.credence.network.identity;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a certificate is to say. A request for one role of a node or a person of the organization.
 *
 * @param name common name of the subject, unique within the organization by custom: 1 to 64 letters, digits or {@code . _ @ -}
 * @param ou Fabric's node role
 * @param attributes Fabric-CA attributes, may be empty
 * @param hosts names and IP addresses under which the TLS certificate is good, at least one
 */
public record IssueRequest(String name, NodeOu ou, SortedMap<String, String> attributes, List<String> hosts) {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1");

    public IssueRequest {
        MspId.requireName(name);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a TLS certificate needs at least one host name or IP address");
        }
    }

    /** A peer on this machine. */
    public static IssueRequest peer(String name) {
        return new IssueRequest(name, NodeOu.PEER, new TreeMap<>(), LOOPBACK);
    }

    /** An orderer on this machine. */
    public static IssueRequest orderer(String name) {
        return new IssueRequest(name, NodeOu.ORDERER, new TreeMap<>(), LOOPBACK);
    }

    /** An administrator of the organization's part of the channel; it has no role on Credence's ledger. */
    public static IssueRequest admin(String name) {
        return new IssueRequest(name, NodeOu.ADMIN, new TreeMap<>(), LOOPBACK);
    }

    /** A client without a role: it may read what the channel's policies let clients read, and the contract refuses its commands. */
    public static IssueRequest client(String name) {
        return new IssueRequest(name, NodeOu.CLIENT, new TreeMap<>(), LOOPBACK);
    }

    /**
     * A client with a role.
     *
     * @throws IllegalArgumentException for {@link Role#OWNER}, which needs an id: see {@link #owner}
     */
    public static IssueRequest client(String name, Role role) {
        if (role == Role.OWNER) {
            throw new IllegalArgumentException("an owner's certificate names the owner; use IssueRequest.owner");
        }
        return client(name).with(Roles.ROLE, role.text());
    }

    /**
     * A data owner.
     *
     * @param ownerId the owner's id within the organization, of the same form as a name
     */
    public static IssueRequest owner(String name, String ownerId) {
        return client(name).with(Roles.ROLE, Role.OWNER.text()).with(Roles.OWNER, MspId.requireName(ownerId));
    }

    /** This request with TLS names and addresses in place of the loopback ones. */
    public IssueRequest onHosts(List<String> others) {
        return new IssueRequest(name, ou, attributes, others);
    }

    private IssueRequest with(String attribute, String value) {
        var more = new TreeMap<>(attributes);
        more.put(attribute, value);
        return new IssueRequest(name, ou, more, hosts);
    }
}
