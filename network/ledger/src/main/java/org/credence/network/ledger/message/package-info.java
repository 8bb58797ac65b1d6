/**
 * Fabric's messages taken apart: proposals, endorsed transactions, read and write sets, blocks. Each parser says what a
 * message must be to be consistent with itself; who signed it is judged elsewhere. Pure functions of bytes.
 */
@NullMarked
package org.credence.network.ledger.message;

import org.jspecify.annotations.NullMarked;
