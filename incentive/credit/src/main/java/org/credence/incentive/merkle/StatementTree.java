package org.credence.incentive.merkle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The Merkle tree of a statement: one leaf an account, all of one domain. Immutable. The package's description has the layout.
 */
public final class StatementTree {
    private final List<Bytes32> leaves;
    private final Bytes32[] nodes;

    private StatementTree(List<Bytes32> leaves, Bytes32[] nodes) {
        this.leaves = leaves;
        this.nodes = nodes;
    }

    /**
     * The tree over these accounts; the same for every order of the entries.
     *
     * @param cumulative credit units by account (see {@link StatementLeaf#accountOf}), each at least 0
     * @throws IllegalArgumentException if there is no account, or an amount is negative
     */
    public static StatementTree of(Bytes32 domain, Map<Bytes32, Long> cumulative) {
        if (cumulative.isEmpty()) {
            throw new IllegalArgumentException("a statement needs at least one account");
        }
        List<Bytes32> leaves = cumulative.entrySet().stream()
                .map(entry -> new StatementLeaf(domain, entry.getKey(), entry.getValue()).hash())
                .sorted()
                .toList();
        Bytes32[] nodes = new Bytes32[2 * leaves.size() - 1];
        for (int i = 0; i < leaves.size(); i++) {
            nodes[nodes.length - 1 - i] = leaves.get(i);
        }
        for (int i = leaves.size() - 2; i >= 0; i--) {
            nodes[i] = parent(nodes[2 * i + 1], nodes[2 * i + 2]);
        }
        return new StatementTree(leaves, nodes);
    }

    /** What the ledger records and a claim is proved against. */
    public Bytes32 root() {
        return nodes[0];
    }

    /**
     * The siblings on the way from the leaf to the root.
     *
     * @throws IllegalArgumentException if the leaf is not in the tree
     */
    public List<Bytes32> proof(StatementLeaf leaf) {
        int place = Collections.binarySearch(leaves, leaf.hash());
        if (place < 0) {
            throw new IllegalArgumentException("the statement has no leaf of account %s with cumulative credit %d"
                    .formatted(leaf.account(), leaf.cumulative()));
        }
        List<Bytes32> proof = new ArrayList<>();
        for (int i = nodes.length - 1 - place; i > 0; i = (i - 1) / 2) {
            int sibling = i % 2 == 1 ? i + 1 : i - 1;
            proof.add(nodes[sibling]);
        }
        return List.copyOf(proof);
    }

    /** Whether the proof leads from the leaf to the root. */
    public static boolean verify(Bytes32 root, StatementLeaf leaf, List<Bytes32> proof) {
        Bytes32 node = leaf.hash();
        for (Bytes32 sibling : proof) {
            node = parent(node, sibling);
        }
        return node.equals(root);
    }

    private static Bytes32 parent(Bytes32 a, Bytes32 b) {
        return a.compareTo(b) < 0 ? Keccak256.hash(a.bytes(), b.bytes()) : Keccak256.hash(b.bytes(), a.bytes());
    }
}
