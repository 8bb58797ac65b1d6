package org.credence.node.cli.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.incentive.valuation.CooperativeGame;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyFileException;
import org.credence.node.config.StudySpec.Method;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.config.StudySpec.PrivacySpec;
import org.credence.node.data.DataFileException;
import org.credence.node.data.DataIssues;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.StudyInput;
import org.credence.node.data.StudyRun;
import org.credence.node.privacy.PrivacyAccountant;

/** Finds out before anything is written or started whether a study could not begin, so that a corrected one may use the same folder. */
public final class Preflight {
    /** A coalition is a set of bits in a {@code long}. */
    private static final int MAX_MEMBERS = Long.SIZE - 1;

    private Preflight() {}

    /**
     * Refuses a study that could not go on as its file has it: it would spend more privacy than its budget, its noise has no figures,
     * or its contributions cannot be valued.
     *
     * @throws StudyFileException with the field's place, and what would fit
     */
    public static void requireFeasible(StudyFile file) {
        requireValuable(file);
        PrivacySpec privacy = file.privacy();
        if (privacy.noise() == Noise.NONE) {
            return;
        }
        if (privacy.noiseMultiplier().compareTo(PrivacyAccountant.LEAST_MULTIPLIER) < 0) {
            throw file.refusal(
                    "privacy.noiseMultiplier",
                    "must be at least %s, or it hides nothing, was %s"
                            .formatted(PrivacyAccountant.LEAST_MULTIPLIER, privacy.noiseMultiplier()));
        }
        Optional<String> overspending =
                PrivacyAccountant.of(privacy).overspending(file.schedule().rounds());
        if (overspending.isPresent()) {
            throw file.refusal("privacy.epsilonBudget", overspending.get());
        }
    }

    private static void requireValuable(StudyFile file) {
        int members = file.members().size();
        if (members > MAX_MEMBERS) {
            throw file.refusal(
                    "members",
                    "must be at most %d, or contributions cannot be valued, was %d".formatted(MAX_MEMBERS, members));
        }
        if (file.contribution().method() == Method.EXACT && members > CooperativeGame.MAX_PLAYERS) {
            throw file.refusal(
                    "contribution.method",
                    "must be gtg or auto for more than %d members, was exact for %d"
                            .formatted(CooperativeGame.MAX_PLAYERS, members));
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
