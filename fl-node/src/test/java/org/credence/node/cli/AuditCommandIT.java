package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.credence.node.audit.AuditedRun;
import org.credence.node.audit.SharedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@ExtendWith(SharedRun.class)
class AuditCommandIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void anIntactRunEndsWithItsVerdictAndCode0(AuditedRun run) {
        assertThat(execute(run.folder().root().toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("anchor", "head", "study small", "          20  updates with the hashes")
                .containsPattern("\nPASSED  [0-9,]+ things compared in [0-9]+ checks, on [0-9]+ files\n$");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theListNamesFilesAndNothingElse(AuditedRun run) {
        Path root = run.folder().root();
        assertThat(execute(root.toString(), "--list")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines())
                .contains("ledger/blocks", "studies/small/model.params")
                .isSorted()
                .doesNotHaveDuplicates()
                .allSatisfy(file -> assertThat(root.resolve(file)).isRegularFile());
    }

    @Test
    void aChangedRunEndsWithOneLineOfWhatIsWrongAndCode1(AuditedRun run) throws IOException {
        Path model = run.folder().study(run.study()).model();
        byte[] original = Files.readAllBytes(model);
        byte[] changed = original.clone();
        changed[40] ^= 1;
        Files.write(model, changed);
        try {
            assertThat(execute(run.folder().root().toString())).isEqualTo(ExitCode.FAILED);
            assertThat(execute(run.folder().root().toString(), "--list")).isEqualTo(ExitCode.FAILED);
        } finally {
            Files.write(model, original);
        }
        String line =
                "FAILED  study small: studies/small/model.params differs from what follows from the ledger, from byte 40 on";
        assertThat(out.toString()).contains("\n" + line);
        assertThat(err.toString()).contains(line);
    }

    @Test
    void aFolderWithoutARunAndAWrongCallHaveCodesOfTheirOwn(@TempDir Path empty) {
        assertThat(execute(empty.toString())).isEqualTo(ExitCode.NO_INPUT);
        assertThat(err.toString()).contains("holds no run");
        assertThat(execute()).isEqualTo(ExitCode.USAGE);
        assertThat(execute(empty.toString(), "--nonsense")).isEqualTo(ExitCode.USAGE);
    }

    private int execute(String... arguments) {
        return new CommandLine(new AuditCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
