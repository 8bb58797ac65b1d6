package org.credence.network.fabric.conformance;

/** A part of the suite. */
interface OnEngine {
    /** The engine to test. */
    Session session();
}
