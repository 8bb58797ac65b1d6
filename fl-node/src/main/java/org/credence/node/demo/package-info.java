/**
 * A generated clinical trial and the study on it, for demonstrations and benchmarks. The data are made up from a documented formula
 * ({@link org.credence.node.demo.SyntheticTrial}, {@code docs/synthetic-trial.md}) and written as CSV files, so that they are read
 * as real data are. Nothing here is used by a study on real data.
 */
@NullMarked
package org.credence.node.demo;

import org.jspecify.annotations.NullMarked;
