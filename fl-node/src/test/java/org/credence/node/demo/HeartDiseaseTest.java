package org.credence.node.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyFiles;
import org.credence.node.data.StudyInput;
import org.credence.node.data.StudyRun;
import org.junit.jupiter.api.Test;

/** The example on the four hospitals' own files, which are not part of the repository. */
class HeartDiseaseTest {
    private static StudyInput load(StudyFile file) {
        String data = System.getenv("CREDENCE_DATA");
        boolean there = data != null && Files.isDirectory(Path.of(data, "heart_disease_uci"));
        assumeTrue(there, "CREDENCE_DATA does not name the folder that holds heart_disease_uci: skipped");
        return StudyInput.load(file, Path.of(data, "heart_disease_uci"));
    }

    private static StudyFile study() {
        return StudyFile.read(StudyFiles.EXAMPLES.resolve("heart-disease.yaml"));
    }

    @Test
    void allRowsAreReadAndTestedOnce() {
        StudyInput input = load(study());

        assertThat(input.folds().stream().mapToInt(fold -> fold.test().size()).sum())
                .isEqualTo(920);
        assertThat(input.main().pooledTrain().size() + input.main().validation().size())
                .isEqualTo(920);
        assertThat(input.schema().width()).isEqualTo(15);
    }

    @Test
    void hiddenMissingValuesAreMissing() {
        RawRowsView switzerland = new RawRowsView(load(study()), 2);

        assertThat(switzerland.present("chol@value")).isZero();
        assertThat(switzerland.present("age@value")).isEqualTo(switzerland.size());
    }

    @Test
    void theFederationReachesThePassMark() {
        StudyFile file = study();
        StudyInput input = load(file);
        var federation = new LocalFederation(file, input.schema());

        double mean = input.folds().stream()
                .mapToDouble(federation::federated)
                .average()
                .orElseThrow();

        assertThat(mean).isGreaterThanOrEqualTo(0.865);
    }

    /** One member's training rows by the names of their columns. */
    private record RawRowsView(StudyInput input, int member) {
        private StudyRun.MemberRows rows() {
            return input.main().members().get(member);
        }

        int size() {
            return rows().train().size();
        }

        int present(String column) {
            int place = 0;
            while (!input.schema().columns().get(place).name().equals(column)) {
                place++;
            }
            int present = 0;
            for (int row = 0; row < size(); row++) {
                present += rows().train().missing(row, place) ? 0 : 1;
            }
            return present;
        }
    }
}
