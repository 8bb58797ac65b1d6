/**
 * The people's commands: what an organization's lead, member, board seat or data owner does from its own machine, with its own
 * certificate and its own folder ({@link org.credence.node.cli.site.SiteFolder}) and nothing of anybody else's. Commands read the
 * ledger through {@code org.credence.ledger}, put what they found on a {@code Sheet}, and print it as text or JSON. No ledger is started
 * here; the program's root command calls these.
 */
@NullMarked
package org.credence.node.cli.people;

import org.jspecify.annotations.NullMarked;
