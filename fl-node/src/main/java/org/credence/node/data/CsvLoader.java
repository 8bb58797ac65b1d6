package org.credence.node.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.node.config.StudySpec.FeatureType;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.data.columnar.ColumnarFeature;
import org.tribuo.data.columnar.FieldProcessor;
import org.tribuo.data.columnar.RowProcessor;
import org.tribuo.data.columnar.processors.response.EmptyResponseProcessor;

/**
 * Reads CSV files against a study's schema, strictly: a row that breaks it is an error, never left out. Columns that the schema
 * does not name are ignored. Safe for use by several threads.
 */
public final class CsvLoader {
    /** Broken rows are counted, so many of them shown. */
    private static final int SHOWN = 10;

    private final Schema schema;
    private final RowProcessor<Label> cells;
    private final TargetCells targets;

    public CsvLoader(Schema schema) {
        this.schema = schema;
        this.targets = new TargetCells(schema.spec());
        List<FieldProcessor> processors = new ArrayList<>();
        for (FeatureSpec feature : schema.spec().features()) {
            List<String> missing = new ArrayList<>(schema.spec().missing());
            missing.addAll(feature.missing());
            processors.add(processor(feature, new CellSet(missing)));
        }
        cells = new RowProcessor.Builder<Label>()
                .setFieldProcessors(processors)
                .setReplaceNewLinesWithSpaces(false)
                .build(new EmptyResponseProcessor<>(new LabelFactory()));
    }

    private static FieldProcessor processor(FeatureSpec feature, CellSet missing) {
        return feature.type() == FeatureType.NUMBER
                ? new NumberCells(feature.name(), missing)
                : new CategoryCells(feature.name(), feature.values(), missing);
    }

    /**
     * The rows of {@code folder/name}, in the order of the file.
     *
     * @throws DataFileException if the file is no table, lacks a column, has no rows, or a row breaks the schema; names the first
     *     broken rows and how many there are
     */
    public RawRows load(Path folder, String name) {
        CsvTable table = CsvTable.read(folder, name);
        Map<String, Integer> places = places(
                table, schema.spec().features().stream().map(FeatureSpec::name).toList());
        List<Integer> target =
                List.copyOf(places(table, schema.spec().target().columnsRead()).values());
        if (table.lines().isEmpty()) {
            throw new DataFileException(name + "  has no rows below its header line");
        }
        var rows = new RawRows.Builder(schema);
        List<String> problems = new ArrayList<>();
        for (CsvTable.Line line : table.lines()) {
            try {
                requireCells(line, table.header().size());
                rows.add(
                        features(line, places),
                        targets.read(target.stream().map(line.cells()::get).toList()));
            } catch (BrokenRowException e) {
                problems.add("%s:%d  %s".formatted(name, line.number(), e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new DataFileException(shortened(problems, table));
        }
        return rows.build();
    }

    /** Where these columns stand in the table; every missing one is named at once. */
    private static Map<String, Integer> places(CsvTable table, List<String> columns) {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (String column : columns) {
            try {
                places.put(column, table.column(column));
            } catch (DataFileException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new DataFileException(problems);
        }
        return places;
    }

    private static void requireCells(CsvTable.Line line, int expected) {
        if (line.cells().size() != expected) {
            throw BrokenRowException.ragged(line.cells().size(), expected);
        }
    }

    private double[] features(CsvTable.Line line, Map<String, Integer> places) {
        Map<String, String> named = new LinkedHashMap<>();
        places.forEach((feature, place) -> named.put(feature, line.cells().get(place)));
        double[] row = RawRows.emptyRow(schema);
        for (ColumnarFeature feature : cells.generateFeatures(named)) {
            row[schema.position(feature.getName())] = feature.getValue();
        }
        return row;
    }

    private static List<String> shortened(List<String> problems, CsvTable table) {
        List<String> shown = new ArrayList<>(problems.subList(0, Math.min(SHOWN, problems.size())));
        shown.add("%s  %d of %d rows break the schema"
                .formatted(table.file(), problems.size(), table.lines().size()));
        return shown;
    }
}
