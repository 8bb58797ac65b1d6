/**
 * The words of the ledger: ids, commands, records, refusals. What every member must agree on. No clock, no randomness, no
 * floating point, no hash order; knows the JDK alone.
 */
@NullMarked
package org.credence.protocol;

import org.jspecify.annotations.NullMarked;
