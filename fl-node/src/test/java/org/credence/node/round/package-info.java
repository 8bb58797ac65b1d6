@NullMarked
package org.credence.node.round;

import org.jspecify.annotations.NullMarked;
