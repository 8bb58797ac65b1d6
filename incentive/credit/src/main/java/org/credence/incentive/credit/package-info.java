/**
 * Credit: a budget of whole units shared by integer weights, to the last unit. Pure arithmetic on {@code long} and unbounded
 * integers; the same result on every machine. What the weights mean is decided by {@code org.credence.incentive.valuation}; who
 * is paid, and when, by the ledger's rules, which call this.
 */
@NullMarked
package org.credence.incentive.credit;

import org.jspecify.annotations.NullMarked;
