package org.credence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.credence.node.evidence.RunFolder;

/** A folder among the temporary ones for one benchmark. */
final class WorkFolder {
    private WorkFolder() {}

    /** What is done in it. */
    interface Work {
        void in(RunFolder folder) throws IOException, InterruptedException;
    }

    /** Does the work, and deletes the folder when it ended well; otherwise logs in it may say why, and standard error names it. */
    static void use(Work work) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("credence-bench");
        boolean well = false;
        try {
            work.in(new RunFolder(folder));
            well = true;
        } finally {
            if (!well) {
                System.err.println("bench: what the benchmark left is in " + folder);
            }
        }
        DiskUse.delete(folder);
    }
}
