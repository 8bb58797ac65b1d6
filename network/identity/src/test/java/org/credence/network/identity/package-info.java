@NullMarked
package org.credence.network.identity;

import org.jspecify.annotations.NullMarked;
