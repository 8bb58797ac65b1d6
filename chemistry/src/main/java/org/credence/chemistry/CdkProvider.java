package org.credence.chemistry;

import org.credence.node.config.StudySpec.MoleculeSpec;
import org.credence.node.data.FingerprintProvider;
import org.credence.node.data.Fingerprinter;

/** Fingerprints by the Chemistry Development Kit. */
public final class CdkProvider implements FingerprintProvider {
    /** For the service loader. */
    public CdkProvider() {}

    @Override
    public Fingerprinter open(MoleculeSpec rule) {
        return new CdkFingerprinter(rule);
    }
}
