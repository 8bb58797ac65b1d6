@NullMarked
package org.credence.bench;

import org.jspecify.annotations.NullMarked;
