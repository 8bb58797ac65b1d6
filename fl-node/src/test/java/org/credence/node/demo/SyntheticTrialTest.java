package org.credence.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.credence.node.config.StudyFile;
import org.credence.node.data.DataIssues;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.StudyInput;
import org.credence.node.data.StudyRun;
import org.credence.node.privacy.PrivacyAccountant;
import org.credence.protocol.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyntheticTrialTest {
    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 8);
    }

    @Test
    void itHasTheThirteenSitesOfTheStudyItFollows() throws IOException {
        DemoStudy.writeData(1, folder);

        assertThat(Site.ALL.stream().map(Site::subjects))
                .containsExactly(77, 34, 27, 21, 17, 14, 12, 10, 9, 8, 6, 4, 3);
        StudyRun run = StudyInput.load(DemoStudy.of(1), folder).main();
        assertThat(run.members().stream().map(member -> member.train().size()))
                .containsExactly(77, 34, 27, 21, 17, 14, 12, 10, 9, 8, 6, 4, 3);
        assertThat(run.validation().size()).isEqualTo(60);
        assertThat(run.test().size()).isEqualTo(1000);
    }

    @Test
    void theFilesAreTheSameOnEveryJava() throws IOException {
        DemoStudy.writeData(1, folder);
        var all = new StringBuilder();
        for (Site site : Site.ALL) {
            all.append(Files.readString(folder.resolve(site.file())));
        }
        all.append(Files.readString(folder.resolve("validation.csv")))
                .append(Files.readString(folder.resolve("test.csv")));

        assertThat(Digest.sha256(all.toString().getBytes(StandardCharsets.UTF_8))
                        .hex())
                .isEqualTo("655635cc3b03e6fad94a489e99f2eb9ab706cf1aad7fa23b158bbb74f23c7d31");
    }

    @Test
    void sitesRecordAsBadlyAsTheyAreSaidTo() {
        var poor = new Site("Alder", 20_000, 0.3);
        var perfect = new Site("Alder", 20_000, 0.0);
        List<Subject> recorded = new SyntheticTrial(4).enrolled(poor);
        List<Subject> right = new SyntheticTrial(4).enrolled(perfect);
        long wrong = 0;
        for (int i = 0; i < recorded.size(); i++) {
            wrong += recorded.get(i).response() == right.get(i).response() ? 0 : 1;
        }

        assertThat(wrong / 20_000.0).isBetween(0.29, 0.31);
    }

    /** The claims of docs/synthetic-trial.md, on the project's own training, privacy and aggregation. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void federatedEqualsPooledWithoutNoiseAndBeatsTheMembersAloneWithIt(long seed) throws IOException {
        DemoStudy.writeData(seed, folder);
        StudyFile noisy = DemoStudy.of(seed);
        StudyFile plain = noisy.with(noisy.training(), LocalFederation.UNPROTECTED);
        StudyInput input = StudyInput.load(noisy, folder);
        StudyRun run = input.main();
        var federation = new LocalFederation(plain, input.schema());

        double federated = federation.federated(run);
        double localMean = federation.localMean(run);

        assertThat(federated).isBetween(0.80, 0.90);
        assertThat(Math.abs(federated - federation.pooled(run))).isLessThan(0.01);
        assertThat(federated - localMean).isGreaterThan(0.08);
        assertThat(new LocalFederation(noisy, input.schema()).federated(run) - localMean)
                .isGreaterThan(0.05);
    }

    @Test
    void theDemosBudgetSufficesForAnyNumberOfRounds() {
        for (int rounds : new int[] {1, 60, 600, 6_000}) {
            assertThat(PrivacyAccountant.of(DemoStudy.of(1, rounds).privacy()).overspending(rounds))
                    .isEmpty();
        }
    }

    @Test
    void theDemosDataHaveNoIssueThatStopsIt() throws IOException {
        for (long seed : new long[] {1, 2, 3}) {
            DemoStudy.writeData(seed, folder);
            StudyInput input = StudyInput.load(DemoStudy.of(seed), folder);
            List<DatasetManifest> manifests = input.main().members().stream()
                    .map(member -> DatasetManifest.of(
                            input.main().study(),
                            member.member().id(),
                            input.schema(),
                            member.train(),
                            new byte[DatasetManifest.SALT_BYTES]))
                    .toList();

            assertThat(DataIssues.of(input.schema(), manifests).errors()).isEmpty();
        }
    }

    @Test
    void moreRoundsSpendNoMorePrivacy() {
        StudyFile usual = DemoStudy.of(3);
        StudyFile longer = DemoStudy.of(3, 600);

        assertThat(usual.schedule().rounds()).isEqualTo(60);
        assertThat(longer.schedule().rounds()).isEqualTo(600);
        assertThat(longer.seed()).isEqualTo(3);
        assertThat(longer.training().learningRate()).isEqualByComparingTo("0.02");
        assertThat(longer.privacy().clipNorm()).isEqualByComparingTo("0.005");
        assertThat(lossRate(longer) * 600).isBetween(lossRate(usual) * 60 * 0.99999, lossRate(usual) * 60 * 1.00001);
        assertThat(DemoStudy.of(3, 5).privacy()).isEqualTo(usual.privacy());
    }

    /** A Gaussian mechanism's privacy loss grows with rounds over the squared multiplier. */
    private static double lossRate(StudyFile file) {
        BigDecimal multiplier = file.privacy().noiseMultiplier();
        return 1 / multiplier.multiply(multiplier).doubleValue();
    }
}
