/**
 * Models as parameter vectors, and what they predict.
 */
@NullMarked
package org.credence.node.model;

import org.jspecify.annotations.NullMarked;
