/**
 * A whole consortium on one machine: the demo, a run on one's own files, a rehearsal. Plays the founders (certificates, ledger, charter)
 * and holds every member's node in one process; it measures what no member could (pooled rows, each member alone). Members still meet
 * only through the ledger and the exchange. The one place that starts {@code org.credence.network.ledger}.
 */
@NullMarked
package org.credence.node.cli.local;

import org.jspecify.annotations.NullMarked;
