/** Tests of members' nodes at their own sites. */
@NullMarked
package org.credence.node.cli.site;

import org.jspecify.annotations.NullMarked;
