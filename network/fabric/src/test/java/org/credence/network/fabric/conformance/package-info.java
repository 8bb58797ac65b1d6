/**
 * What a contract and a client may rely on, whichever engine runs them: one small contract, one suite of tests written once,
 * and the engines that it runs on. Every expectation is what Fabric does; where an engine differs, it is the engine that is
 * wrong.
 */
@NullMarked
package org.credence.network.fabric.conformance;

import org.jspecify.annotations.NullMarked;
