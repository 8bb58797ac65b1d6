/** Tests; those that need Fabric's programs skip with one line where these are not on PATH. */
@NullMarked
package org.credence.network.fabric;

import org.jspecify.annotations.NullMarked;
