package org.credence.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.credence.node.data.Schema;
import org.credence.protocol.Digest;
import org.credence.protocol.StudyId;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of specifications: those of older studies must stay, or nobody could audit them any more. */
class SpecificationBytesTest {
    private static StudySpec spec(String example) {
        StudyFile file = StudyFile.read(StudyFiles.EXAMPLES.resolve(example));
        return file.spec(new StudyId("golden"), Digest.sha256(new byte[0]));
    }

    /** Written down by the release that knew binary targets and numbers alone. */
    @ParameterizedTest
    @CsvSource({
        "demo.yaml, 15ff81f553abf1bab94cb37a7e18a593b6e89f158bc1435cc8afacf855f9ce3c,"
                + " 10b0d96f2445dfd84522ac56a032f5f789c9fa136fa4ec750ee890a9b273e228",
        "heart-disease.yaml, f2c4ef7b73cf9223308113ee81d0f3140cfc9aec6ff777c98cad330d476d1580,"
                + " 60eaf35529adee9b7b6d6408d91039654243d55ee0abb57f15a959088557bd4e"
    })
    void olderStudiesKeepTheirHashes(String example, String specification, String schema) {
        assertThat(Hashes.spec(spec(example)).hex()).isEqualTo(specification);
        assertThat(Schema.of(spec(example).schema()).digest().hex()).isEqualTo(schema);
    }

    @Test
    void whatOlderStudiesDidNotKnowIsNotWritten() {
        assertThat(CanonicalJson.encodeText(spec("demo.yaml").schema()))
                .doesNotContain("brokenRows", "classes", "columns", "date", "molecule", "whenMissing");
    }
}
