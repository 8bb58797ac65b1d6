/**
 * What a node keeps on its own disk: content addressed by SHA-256, and the small state that it goes on from after a restart.
 * Files appear whole or not at all. Knows nothing of what the bytes mean; called by the round engine and the exchange.
 *
 * <p><b>Content</b>: {@code <first two hex digits>/<the other 62>}, the file is the content. <b>State</b>: {@code <key>}, the file
 * is the SHA-256 of the value, then the value. Files that end in {@code .tmp} are leftovers of a kill and are deleted at the next
 * start.
 */
@NullMarked
package org.credence.node.store;

import org.jspecify.annotations.NullMarked;
