package org.credence.network.fabric.conformance;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All of the suite, on one engine that is started once; a test uses keys of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
abstract class ConformanceSuite
        implements StateConformance,
                QueryConformance,
                ConflictConformance,
                EventConformance,
                PrivateDataConformance,
                FailureConformance,
                SurroundingsConformance,
                RestartConformance {
    private @Nullable Session session;

    /** Starts the engine in an empty folder. */
    abstract Engine start(Path folder) throws Exception;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        session = new Session(start(folder));
    }

    @AfterAll
    void end() throws Exception {
        if (session != null) {
            session.close();
        }
    }

    @Override
    public Session session() {
        return Objects.requireNonNull(session, "the engine did not start");
    }
}
