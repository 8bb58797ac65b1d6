/**
 * What a run leaves behind, and where: the folder's layout, and documents that are derived from the ledger. Whoever runs a study writes
 * here, whoever audits it reads here; neither knows the other.
 */
@NullMarked
package org.credence.node.evidence;

import org.jspecify.annotations.NullMarked;
