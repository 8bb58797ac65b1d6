/** Tests of the embedded ledger through Fabric's own client, and the consortium they run on. */
@NullMarked
package org.credence.network.ledger;

import org.jspecify.annotations.NullMarked;
