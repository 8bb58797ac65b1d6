package org.credence.node.data;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.credence.node.config.CellText;
import org.tribuo.data.columnar.ColumnarFeature;
import org.tribuo.data.columnar.FieldProcessor;

/** Reads the cells of a number's column for Tribuo; a missing cell is what the study makes of it. */
final class NumberCells implements FieldProcessor {
    /** The largest magnitude of a number in a table: sums of its squares stay exact in a manifest. */
    static final double MAX_MAGNITUDE = 0x1p40;

    private final String column;
    private final CellSet missing;
    private final List<ColumnarFeature> whenMissing;

    NumberCells(String column, CellSet missing, List<ColumnarFeature> whenMissing) {
        this.column = column;
        this.missing = missing;
        this.whenMissing = whenMissing;
    }

    /** @throws BrokenRowException for a cell that is neither a number in range nor missing */
    @Override
    public List<ColumnarFeature> process(String cell) {
        return missing.contains(cell)
                ? whenMissing
                : List.of(new ColumnarFeature(column, Schema.NUMBER_ENTRY, number(column, cell, missing)));
    }

    /**
     * The number in a cell, never negative zero.
     *
     * @throws BrokenRowException if there is none, or it is too large
     */
    static double number(String column, String cell, CellSet missing) {
        Optional<BigDecimal> number = CellText.number(cell);
        if (number.isEmpty()) {
            throw BrokenRowException.cell(column, cell, "a number" + missing.orMissing());
        }
        double value = number.get().doubleValue();
        if (!(Math.abs(value) <= MAX_MAGNITUDE)) {
            throw BrokenRowException.cell(
                    column, cell, "a number of at most 2^40 in size; give the column another unit");
        }
        return value + 0.0;
    }

    @Override
    public String getFieldName() {
        return column;
    }

    @Override
    public GeneratedFeatureType getFeatureType() {
        return GeneratedFeatureType.REAL;
    }

    @Override
    public FieldProcessor copy(String newFieldName) {
        return new NumberCells(newFieldName, missing, whenMissing);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "FieldProcessor");
    }
}
