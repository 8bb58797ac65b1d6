/** Tests of the channel's configuration. */
@NullMarked
package org.credence.network.fabric.config;

import org.jspecify.annotations.NullMarked;
