/**
 * What the houses may know of each other, and what those who must agree may not do: the rules of the layout, checked on the class
 * files of every house that a node is made of. A rule that is in the way is changed here, with its reason, and not worked around.
 */
@NullMarked
package org.credence.architecture;

import org.jspecify.annotations.NullMarked;
