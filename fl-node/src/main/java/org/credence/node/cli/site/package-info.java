/**
 * One member's node as a process of its own, beside its own data: follows the ledger, takes part in the studies that its file names as
 * far as its policy allows, and serves content to the other members. Called by {@code credence node}.
 */
@NullMarked
package org.credence.node.cli.site;

import org.jspecify.annotations.NullMarked;
