/**
 * Updates as bytes: codec, content addresses, exchange between members.
 */
@NullMarked
package org.credence.node.update;

import org.jspecify.annotations.NullMarked;
