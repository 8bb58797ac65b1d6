package org.credence.node.data;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.node.config.StudySpec.MoleculeSpec;
import org.tribuo.data.columnar.ColumnarFeature;
import org.tribuo.data.columnar.FieldProcessor;

/** Reads the cells of a column of SMILES for Tribuo; each bit that is set is a feature. For use by one thread. */
final class MoleculeCells implements FieldProcessor {
    private final String column;
    private final List<String> entries;
    private final Fingerprinter fingerprinter;

    MoleculeCells(FeatureSpec feature, MoleculeSpec rule) {
        this(feature.name(), Schema.entries(feature), Fingerprinters.open(feature.name(), rule));
    }

    private MoleculeCells(String column, List<String> entries, Fingerprinter fingerprinter) {
        this.column = column;
        this.entries = entries;
        this.fingerprinter = fingerprinter;
    }

    /** @throws BrokenRowException for a cell that is no molecule */
    @Override
    public List<ColumnarFeature> process(String cell) {
        String smiles = cell.strip();
        if (smiles.isEmpty()) {
            throw BrokenRowException.molecule(column, cell, "it is empty");
        }
        try {
            return fingerprinter.fingerprint(smiles).stream()
                    .mapToObj(bit -> new ColumnarFeature(column, entries.get(bit), 1.0))
                    .toList();
        } catch (UnreadableMoleculeException e) {
            throw BrokenRowException.molecule(column, cell, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String getFieldName() {
        return column;
    }

    @Override
    public GeneratedFeatureType getFeatureType() {
        return GeneratedFeatureType.BINARISED_CATEGORICAL;
    }

    @Override
    public FieldProcessor copy(String newFieldName) {
        return new MoleculeCells(newFieldName, entries, fingerprinter);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "FieldProcessor");
    }
}
