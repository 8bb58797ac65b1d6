/**
 * What protects an update before it leaves the node, and what that costs: clipping, Gaussian noise, and the accountant.
 *
 * <p>The unit of protection is the update of a member that takes part in every round. Two studies are neighbours if they differ in
 * one member's data, whatever they are replaced by. A clipped update then changes by at most twice the clipping norm, which is the
 * sensitivity that the accountant uses. So the epsilon bounds what anyone learns about a member's data as a whole from all of its
 * updates; single records are protected at least as well.
 *
 * <p>Only noise from {@link java.security.SecureRandom} protects. Seeded noise can be drawn again by everybody and subtracted; it
 * exists for tests and generated data. How many updates a member has sent is known to the caller, not kept here.
 */
@NullMarked
package org.credence.node.privacy;

import org.jspecify.annotations.NullMarked;
