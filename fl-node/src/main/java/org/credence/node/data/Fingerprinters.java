package org.credence.node.data;

import java.util.ServiceLoader;
import org.credence.node.config.StudySpec.MoleculeSpec;

/** Finds the fingerprinter that this program has, if it has one. */
final class Fingerprinters {
    private Fingerprinters() {}

    /** @throws DataFileException if the program comes without one */
    static Fingerprinter open(String column, MoleculeSpec rule) {
        return ServiceLoader.load(FingerprintProvider.class)
                .findFirst()
                .map(provider -> provider.open(rule))
                .orElseThrow(() -> new DataFileException(
                        "column '%s' holds molecules, but this program was built without the module 'chemistry'; build it with it (see README)"
                                .formatted(column)));
    }
}
