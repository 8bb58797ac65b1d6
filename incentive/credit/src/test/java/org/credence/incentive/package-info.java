/** What the tests of this module share. */
@NullMarked
package org.credence.incentive;

import org.jspecify.annotations.NullMarked;
