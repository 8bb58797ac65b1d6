/** Tests of the audit: on calls made by hand, and on a whole run that is then damaged in every way. */
@NullMarked
package org.credence.node.audit;

import org.jspecify.annotations.NullMarked;
