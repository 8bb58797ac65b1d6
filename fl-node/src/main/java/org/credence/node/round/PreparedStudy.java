package org.credence.node.round;

import org.credence.node.data.Examples;

/**
 * A study as one member sees it once the enrolled set is fixed.
 *
 * @param math what everybody computes alike
 * @param training this member's own rows, encoded with the consortium's statistics
 */
public record PreparedStudy(StudyMath math, Examples training) {}
