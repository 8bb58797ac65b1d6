/**
 * Updates as bytes: codec, content addresses, exchange between members. What an update is worth, and whether it is protected, is
 * decided elsewhere; called by the round engine, the aggregation and the audit.
 *
 * <p><b>Bytes of an update</b> ({@link org.credence.node.update.UpdateCodec}), all integers big-endian:
 *
 * <pre>
 * offset  bytes  field
 * 0       3      "CRU"
 * 3       1      version, 1
 * 4       1+s    study id: its length in bytes, then ASCII
 * .       4      round, from 0
 * .       1+m    member id: its length in bytes, then ASCII
 * .       32     SHA-256 of the model that training started from
 * .       32     SHA-256 of the schema and domain that give the parameters their meaning
 * .       1      codec of the values, 1: every parameter, as variable-length integers
 * .       4      number of parameters
 * .       ...    parameters
 * </pre>
 *
 * A parameter {@code v} (in units of 2^-32) is mapped to an unsigned number, {@code 2v} if {@code v >= 0} and {@code -2v - 1} if
 * not, and written 7 bits a byte, least significant first, the top bit set on every byte but the last; in the fewest bytes, which
 * are at most 10. The address of an update is the SHA-256 of these bytes. There is no general compressor on purpose: zlib's output
 * differs between builds, and an update must have one encoding on every machine. A value of size {@code 2^-k} takes
 * {@code (34 - k) / 7} bytes, rounded up, in place of 8.
 */
@NullMarked
package org.credence.node.update;

import org.jspecify.annotations.NullMarked;
