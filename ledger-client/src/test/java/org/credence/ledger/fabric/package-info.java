@NullMarked
package org.credence.ledger.fabric;

import org.jspecify.annotations.NullMarked;
