package org.credence.protocol;

/**
 * Where a statement stands on the EVM chain.
 *
 * @param root of the statement
 * @param evmTx hash of the chain's transaction
 */
public record Anchor(Digest root, Digest evmTx) {}
