package org.credence.node.cli.local;

import java.util.ArrayList;
import java.util.List;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.data.DataFileException;
import org.credence.node.data.DataIssues;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.StudyInput;
import org.credence.node.data.StudyRun;
import org.credence.node.privacy.PrivacyAccountant;
import org.credence.node.privacy.PrivacyBudgetException;

/** Finds out before anything is written or started whether a study could not begin, so that a corrected one may use the same folder. */
public final class Preflight {
    private Preflight() {}

    /**
     * Refuses a study that would spend more privacy than its budget.
     *
     * @throws PrivacyBudgetException with the figure and what would fit
     */
    public static void requireWithinBudget(StudyFile file) {
        if (file.privacy().noise() != Noise.NONE) {
            PrivacyAccountant.of(file.privacy())
                    .requireWithinBudget(file.schedule().rounds());
        }
    }

    /**
     * Refuses rows that nothing can be learned from, in any of the runs.
     *
     * @throws DataFileException naming every error of the first run that has one
     */
    public static void requireLearnable(StudyInput input) {
        List<StudyRun> runs = new ArrayList<>(input.folds());
        runs.add(input.main());
        for (StudyRun run : runs) {
            // The manifests stay here, so that their salt need not be secret.
            List<DatasetManifest> manifests = run.members().stream()
                    .map(rows -> DatasetManifest.of(
                            run.study(),
                            rows.member().id(),
                            input.schema(),
                            rows.train(),
                            new byte[DatasetManifest.SALT_BYTES]))
                    .toList();
            DataIssues.of(input.schema(), manifests).requireNoErrors();
        }
    }
}
