package org.credence.network.fabric.conformance;

import java.io.IOException;
import java.nio.file.Path;

/** The suite on the embedded ledger. */
final class EmbeddedConformanceTest extends ConformanceSuite {
    @Override
    Engine start(Path folder) throws IOException {
        return new EmbeddedEngine(folder);
    }
}
