package org.credence.chemistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.node.config.StudySpec.FeatureType;
import org.credence.node.config.StudySpec.MoleculeForm;
import org.credence.node.config.StudySpec.MoleculeSpec;
import org.credence.node.config.StudySpec.SchemaSpec;
import org.credence.node.config.StudySpec.TargetSpec;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.config.StudySpec.WhenMissing;
import org.credence.node.data.DataCheck;
import org.credence.node.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with molecules, as the node reads it. */
class MoleculeRowsTest {
    @Test
    void whatIsNoMoleculeIsNamedWithItsLineAndReason(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.csv"), "smiles,solubility\nCCO ,1\n,2\nC1CC,3\n[Xx],4\nc1ccccc1,5\n");
        var smiles = new FeatureSpec(
                "smiles",
                FeatureType.SMILES,
                List.of(),
                List.of(),
                null,
                new MoleculeSpec(1024, MoleculeForm.PARENT),
                WhenMissing.REFUSE);
        Schema schema = Schema.of(new SchemaSpec(
                List.of(smiles),
                new TargetSpec("solubility", TargetType.NUMBER, List.of(), List.of()),
                List.of(""),
                true));

        DataCheck check = DataCheck.of(schema, folder, "a.csv");

        assertThat(check.rows()).isEqualTo(2);
        assertThat(check.broken())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("a.csv:3  smiles: '' is no molecule: it is empty"),
                        line -> assertThat(line).startsWith("a.csv:4  smiles: 'C1CC' is no molecule: "),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "a.csv:5  smiles: '[Xx]' is no molecule: it has an atom of no known element"));
        assertThat(check.features().get(0).content()).endsWith("of 1024 bits on average");
    }
}
