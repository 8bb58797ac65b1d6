/** What people's commands read off a ledger, tested on one that is the rules alone. */
@NullMarked
package org.credence.node.cli.people;

import org.jspecify.annotations.NullMarked;
