@NullMarked
package org.credence.ledger;

import org.jspecify.annotations.NullMarked;
