/**
 * A member's rows: schema, loading, statistics, encoding. Rows never leave this package but as {@link org.credence.node.data.Examples} for training.
 */
@NullMarked
package org.credence.node.data;

import org.jspecify.annotations.NullMarked;
