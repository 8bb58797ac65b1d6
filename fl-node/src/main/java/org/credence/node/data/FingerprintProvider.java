package org.credence.node.data;

import org.credence.node.config.StudySpec.MoleculeSpec;

/**
 * Makes fingerprinters. Found by {@link java.util.ServiceLoader}: the library behind it comes in a module of its own, which can be left
 * out where no study has molecules.
 */
public interface FingerprintProvider {
    /** A new fingerprinter by this rule. */
    Fingerprinter open(MoleculeSpec rule);
}
