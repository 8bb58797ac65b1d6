/**
 * The words of the ledger: ids, commands, the facts it keeps and their keys, outcomes, events. What every member must agree on. No
 * clock, no randomness, no floating point, no hash order; knows the JDK alone.
 *
 * <p>Bytes are the matter of {@code encoding}, decisions that of {@code rules}.
 */
@NullMarked
package org.credence.protocol;

import org.jspecify.annotations.NullMarked;
