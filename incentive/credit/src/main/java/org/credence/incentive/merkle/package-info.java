/**
 * Statements of cumulative credit as Merkle trees, and the proofs that their leaves are in them.
 *
 * <p>The format is OpenZeppelin's {@code StandardMerkleTree} ({@code @openzeppelin/merkle-tree} 1.0.8) over the leaf encoding
 * {@code ["bytes32", "bytes32", "uint256"]}, so that its {@code MerkleProof} contract verifies what is made here:
 * <ul>
 *   <li>A leaf is {@code keccak256(keccak256(abi.encode(domain, account, cumulative)))}: 96 bytes, hashed twice, so that no inner
 *       node (64 bytes, hashed once) can pass for a leaf.
 *   <li>Leaves are sorted by unsigned bytes. A tree of n leaves is an array of 2n-1 nodes: leaf i of the sorted list stands at
 *       2n-2-i, the children of node i at 2i+1 and 2i+2, the root at 0.
 *   <li>An inner node is {@code keccak256} of its two children, the smaller first.
 * </ul>
 *
 * <p>The only package here that knows Bouncy Castle, and of it only Keccak-256.
 */
@NullMarked
package org.credence.incentive.merkle;

import org.jspecify.annotations.NullMarked;
