package org.credence.node.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.node.config.StudySpec.FeatureType;
import org.credence.node.config.StudySpec.SchemaSpec;
import org.junit.jupiter.api.Test;
import org.tribuo.ImmutableFeatureMap;

class SchemaTest {
    @Test
    void columnsAreOrderedByNameWhateverTheOrderOfTheFile() {
        assertThat(Tables.trial().columns().stream().map(Schema.Column::name))
                .containsExactly("age@value", "dose@value", "stage@1", "stage@2", "stage@3");
    }

    @Test
    void tribuoNumbersTheFeaturesAsTheSchemaDoes() {
        Schema schema = Tables.trial();
        ImmutableFeatureMap map = schema.featureMap();

        assertThat(map.size()).isEqualTo(schema.width());
        for (int column = 0; column < schema.width(); column++) {
            assertThat(map.getID(schema.columns().get(column).name())).isEqualTo(column);
        }
    }

    @Test
    void outputsAreNamedInTheirOrder() {
        assertThat(Tables.trial().outputNames()).containsExactly("0", "1");
        assertThat(Tables.regression().outputNames()).containsExactly("outcome");
        assertThat(Tables.classes().outputNames()).containsExactly("low", "2", "high");
        assertThat(Tables.classes().targetNames()).containsExactly("outcome@low", "outcome@2", "outcome@high");
        assertThat(Tables.labels().outputNames()).containsExactly("liver", "heart");
    }

    @Test
    void theDigestChangesWithAnythingThatCellsMean() {
        SchemaSpec spec = Tables.trialSpec();
        var otherMissing = new SchemaSpec(spec.features(), spec.target(), List.of("?", ""), true);
        var otherOrder = new SchemaSpec(
                List.of(
                        spec.features().get(0),
                        spec.features().get(2),
                        spec.features().get(1)),
                spec.target(),
                spec.missing(),
                true);

        assertThat(Tables.trial().digest()).isEqualTo(Tables.trial().digest());
        assertThat(List.of(
                        Schema.of(otherMissing).digest(),
                        Schema.of(otherOrder).digest(),
                        Tables.regression().digest(),
                        Tables.trial().digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        var spec = Tables.trialSpec();
        var clash = new SchemaSpec(
                List.of(
                        new FeatureSpec("a", FeatureType.CATEGORY, List.of("b@value", "c"), List.of()),
                        new FeatureSpec("a@b", FeatureType.NUMBER, List.of(), List.of())),
                spec.target(),
                List.of(),
                true);

        assertThatThrownBy(() -> Schema.of(clash)).hasMessageContaining("two columns would be called 'a@b@value'");
    }
}
