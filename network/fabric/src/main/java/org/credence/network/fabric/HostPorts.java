package org.credence.network.fabric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The ports of one organization's host.
 *
 * @param peer the peer's gateway and everything else that others ask of it
 * @param orderer the ordering node, for clients and for the other ordering nodes
 * @param ordererAdmin for the organization's administrator alone
 * @param contract the contract's service, odd versions; called by the organization's own peer
 * @param nextContract the same, even versions: while the contract is exchanged two are running
 * @param peerOperations health and metrics of the peer, on loopback alone
 * @param ordererOperations health and metrics of the ordering node, on loopback alone
 */
public record HostPorts(
        int peer,
        int orderer,
        int ordererAdmin,
        int contract,
        int nextContract,
        int peerOperations,
        int ordererOperations) {
    /** As Fabric's documentation has them, for a machine of its own. */
    public static final HostPorts USUAL = new HostPorts(7051, 7050, 7053, 7052, 7054, 9443, 9444);

    /** How many ports a host has. */
    public static final int COUNT = 7;

    private static final int MAX = 65535;

    public HostPorts {
        List<Integer> all =
                List.of(peer, orderer, ordererAdmin, contract, nextContract, peerOperations, ordererOperations);
        for (int port : all) {
            if (port < 1 || port > MAX) {
                throw new IllegalArgumentException("a port is 1 to " + MAX + ", was " + port);
            }
        }
        if (all.stream().distinct().count() != COUNT) {
            throw new IllegalArgumentException("the ports of a host must differ, were " + all);
        }
    }

    /** Those of another machine's host: only two of them are known here, and matter here. */
    static HostPorts ofOthers(int peer, int orderer) {
        int[] own = IntStream.iterate(Math.min(Math.max(peer, orderer), MAX - COUNT) + 1, port -> port + 1)
                .filter(port -> port != peer && port != orderer)
                .limit(COUNT - 2)
                .toArray();
        return new HostPorts(peer, orderer, own[0], own[1], own[2], own[3], own[4]);
    }

    /** Seven ports in a row. */
    static HostPorts from(int first) {
        return new HostPorts(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);
    }

    /** All of them. */
    List<Integer> all() {
        return List.of(peer, orderer, ordererAdmin, contract, nextContract, peerOperations, ordererOperations);
    }

    /** The contract's port while this sequence of its definition is in force, or about to be. */
    int contract(int sequence) {
        return sequence % 2 == 1 ? contract : nextContract;
    }
}
