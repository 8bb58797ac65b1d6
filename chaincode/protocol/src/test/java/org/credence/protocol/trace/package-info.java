/**
 * Golden traces of the lifecycle's reference model, and their replay on anything that runs the rules: the rules themselves, or a
 * ledger. Other modules' tests use it through this module's test jar.
 *
 * <p>A trace names hashes by symbols: a symbol stands for SHA-256 of its UTF-8 bytes, an account {@code x} for {@code x/x}, a certificate
 * or key of a node for what {@link org.credence.protocol.trace.NodeKeys} has under its name.
 */
@NullMarked
package org.credence.protocol.trace;

import org.jspecify.annotations.NullMarked;
