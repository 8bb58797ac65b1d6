package org.credence.node.data;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.credence.node.config.CellText;
import org.tribuo.data.columnar.ColumnarFeature;
import org.tribuo.data.columnar.FieldProcessor;

/** Reads the cells of a category's column for Tribuo; a missing cell is what the study makes of it. */
final class CategoryCells implements FieldProcessor {
    private final String column;
    private final List<String> values;
    private final CellSet missing;
    private final List<ColumnarFeature> whenMissing;
    private final Map<String, String> valueByKey = new HashMap<>();

    CategoryCells(String column, List<String> values, CellSet missing, List<ColumnarFeature> whenMissing) {
        this.column = column;
        this.values = List.copyOf(values);
        this.missing = missing;
        this.whenMissing = whenMissing;
        values.forEach(value -> valueByKey.put(CellText.key(value), value));
    }

    /** @throws BrokenRowException for a cell that is neither one of the values nor missing */
    @Override
    public List<ColumnarFeature> process(String cell) {
        String value = valueByKey.get(CellText.key(cell));
        if (value != null) {
            return List.of(new ColumnarFeature(column, value, 1.0));
        }
        if (missing.contains(cell)) {
            return whenMissing;
        }
        throw BrokenRowException.cell(column, cell, "one of " + new CellSet(values).quoted() + missing.orMissing());
    }

    @Override
    public String getFieldName() {
        return column;
    }

    @Override
    public GeneratedFeatureType getFeatureType() {
        return GeneratedFeatureType.CATEGORICAL;
    }

    @Override
    public FieldProcessor copy(String newFieldName) {
        return new CategoryCells(newFieldName, values, missing, whenMissing);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "FieldProcessor");
    }
}
