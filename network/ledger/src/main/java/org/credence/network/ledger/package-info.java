/**
 * A permissioned ledger in one JVM: Fabric's Gateway and Deliver services, its messages and its blocks, with one host that
 * endorses and orders. Started by the command line and by tests; everyone else meets it through Fabric's client. What a
 * single host signs is tamper-evident, not agreed upon by several.
 *
 * <p>Parts: {@code msp} identities, {@code config} the channel's configuration, {@code collection} private data collections,
 * {@code message} Fabric's messages,
 * {@code endorse} contract calls, {@code validate} validity, {@code order} blocks, {@code store} the folder, {@code serve}
 * gRPC, {@code verify} checking the blocks without a server.
 */
@NullMarked
package org.credence.network.ledger;

import org.jspecify.annotations.NullMarked;
