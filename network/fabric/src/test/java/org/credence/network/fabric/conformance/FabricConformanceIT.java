package org.credence.network.fabric.conformance;

import java.io.IOException;
import java.nio.file.Path;
import org.credence.network.fabric.TestDefinitions;
import org.junit.jupiter.api.Timeout;

/** The suite on real Fabric, where its programs are on PATH. */
@Timeout(900)
final class FabricConformanceIT extends ConformanceSuite {
    @Override
    Engine start(Path folder) throws IOException {
        return new FabricEngine(folder, TestDefinitions.requirePrograms());
    }
}
