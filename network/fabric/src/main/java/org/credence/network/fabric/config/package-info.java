/**
 * The channel's configuration: read from its blocks, changed by pure functions, and carried from one organization to the next until enough
 * of them have signed. Called by the command line and by tests; starting programs and the contract's life cycle are not here.
 *
 * <p>A change goes like this. {@link org.credence.network.fabric.config.ChannelOrderers#newest} gives the configuration in force; a {@link
 * org.credence.network.fabric.config.ConfigChange} gives the one wanted; {@link
 * org.credence.network.fabric.config.CarriedUpdate#between} is what differs, as bytes in a file. Every organization reads the file,
 * sees with {@link org.credence.network.fabric.config.AppliedUpdate} what it does to the configuration that <em>it</em> knows, asks
 * {@link org.credence.network.fabric.config.BoardCheck} whether the board decided it, and adds its signature. When {@link
 * org.credence.network.fabric.config.SignatureCount} says enough, anyone submits it to the orderers.
 *
 * <p>An update's file is a serialized {@code common.ConfigUpdateEnvelope} and nothing else, so that Fabric's own tools read it, too.
 */
@NullMarked
package org.credence.network.fabric.config;

import org.jspecify.annotations.NullMarked;
