package org.credence.node.update;

import org.credence.node.model.ParameterVector;

/**
 * One member's change to the model in one round, as it is sent.
 *
 * @param delta trained minus base parameters, after protection
 */
public record Update(UpdateHeader header, ParameterVector delta) {}
