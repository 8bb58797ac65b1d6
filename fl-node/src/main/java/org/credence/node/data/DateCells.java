package org.credence.node.data;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.credence.node.config.StudySpec.DateSpec;
import org.tribuo.data.columnar.ColumnarFeature;
import org.tribuo.data.columnar.FieldProcessor;

/**
 * Reads the cells of a column of dates for Tribuo, as the years from each date until another. Where that other date stands in a column
 * of its own, what is read is both cells with {@link #UNTIL} between them.
 */
final class DateCells implements FieldProcessor {
    /** Parts a date's cell from that of the date until which it counts; no format of dates has it. */
    static final String UNTIL = "\t";

    private static final double DAYS_IN_A_YEAR = 365.25;

    private final String column;
    private final DateSpec rule;
    private final CellSet missing;
    private final List<ColumnarFeature> whenMissing;
    private final DateTimeFormatter format;

    DateCells(String column, DateSpec rule, CellSet missing, List<ColumnarFeature> whenMissing) {
        this.column = column;
        this.rule = rule;
        this.missing = missing;
        this.whenMissing = whenMissing;
        // A strict year without an era is 'u'.
        this.format = DateTimeFormatter.ofPattern(rule.format().replace("yyyy", "uuuu"), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** @throws BrokenRowException for a cell that is neither a date nor missing, or later than the date until which it counts */
    @Override
    public List<ColumnarFeature> process(String cell) {
        int parting = cell.indexOf(UNTIL);
        String from = parting < 0 ? cell : cell.substring(0, parting);
        Optional<LocalDate> start = day(column, from);
        Optional<LocalDate> end =
                parting < 0 ? rule.untilDay() : day(rule.until(), cell.substring(parting + UNTIL.length()));
        if (start.isEmpty() || end.isEmpty()) {
            return whenMissing;
        }
        long days = ChronoUnit.DAYS.between(start.get(), end.get());
        if (days < 0) {
            throw BrokenRowException.cell(column, from, "a date not after " + end.get());
        }
        return List.of(new ColumnarFeature(column, Schema.NUMBER_ENTRY, days / DAYS_IN_A_YEAR));
    }

    private Optional<LocalDate> day(String cellColumn, String cell) {
        if (missing.contains(cell)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(cell.strip(), format));
        } catch (DateTimeParseException e) {
            throw BrokenRowException.cell(
                    cellColumn, cell, "a date as %s%s".formatted(rule.format(), missing.orMissing()));
        }
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
        return new DateCells(newFieldName, rule, missing, whenMissing);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "FieldProcessor");
    }
}
