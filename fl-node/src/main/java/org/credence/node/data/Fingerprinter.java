package org.credence.node.data;

import java.util.BitSet;

/** Turns molecules into fingerprints by one study's rule; the same bits on every machine. For use by one thread. */
public interface Fingerprinter {
    /**
     * The fingerprint of a molecule.
     *
     * @param smiles without blanks around it, not empty
     * @throws UnreadableMoleculeException if it is none, or has no fingerprint
     */
    BitSet fingerprint(String smiles);
}
