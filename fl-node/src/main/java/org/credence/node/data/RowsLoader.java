package org.credence.node.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.credence.node.config.StudySpec.BrokenRows;
import org.credence.node.config.StudySpec.DateSpec;
import org.credence.node.config.StudySpec.FeatureSpec;
import org.credence.node.config.StudySpec.WhenMissing;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.data.columnar.ColumnarFeature;
import org.tribuo.data.columnar.FieldProcessor;
import org.tribuo.data.columnar.RowProcessor;
import org.tribuo.data.columnar.processors.response.EmptyResponseProcessor;

/**
 * Reads tables against a study's schema, strictly: a row that breaks it is an error, or left out and counted where the study says so.
 * Columns that the schema does not name are ignored. For use by one thread.
 */
public final class RowsLoader {
    /** Broken rows are counted, so many of them shown. */
    private static final int SHOWN = 10;

    private final Schema schema;
    private final RowProcessor<Label> cells;
    private final TargetCells targets;

    public RowsLoader(Schema schema) {
        this.schema = schema;
        this.targets = new TargetCells(schema.spec());
        List<FieldProcessor> processors = new ArrayList<>();
        for (FeatureSpec feature : schema.spec().features()) {
            processors.add(processor(feature));
        }
        cells = new RowProcessor.Builder<Label>()
                .setFieldProcessors(processors)
                .setReplaceNewLinesWithSpaces(false)
                .build(new EmptyResponseProcessor<>(new LabelFactory()));
    }

    private FieldProcessor processor(FeatureSpec feature) {
        String name = feature.name();
        CellSet missing = missing(feature);
        List<ColumnarFeature> whenMissing = feature.whenMissing() == WhenMissing.FLAG
                ? List.of(new ColumnarFeature(name, Schema.MISSING_ENTRY, 1.0))
                : List.of();
        return switch (feature.type()) {
            case NUMBER -> new NumberCells(name, missing, whenMissing);
            case CATEGORY -> new CategoryCells(name, feature.values(), missing, whenMissing);
            case DATE -> new DateCells(name, Objects.requireNonNull(feature.date()), missing, whenMissing);
            case SMILES -> new MoleculeCells(feature, Objects.requireNonNull(feature.molecule()));
        };
    }

    /** The cells that stand for a missing value; none where the study refuses rows without one. */
    private CellSet missing(FeatureSpec feature) {
        if (feature.whenMissing() == WhenMissing.REFUSE) {
            return new CellSet(List.of());
        }
        List<String> missing = new ArrayList<>(schema.spec().missing());
        missing.addAll(feature.missing());
        return new CellSet(missing);
    }

    /**
     * The rows of {@code folder/name}, in its order.
     *
     * @throws DataFileException if it is no table, lacks a column, has no rows, or a row breaks the schema and the study refuses that;
     *     names the first broken rows and how many there are
     */
    public RawRows load(Path folder, String name) {
        return loaded(folder, name).rows();
    }

    /** The same, with what was left out. */
    LoadedRows loaded(Path folder, String name) {
        LoadedRows loaded = examine(folder, name);
        boolean refuse =
                schema.spec().brokenRows() == BrokenRows.REFUSE || loaded.kept().isEmpty();
        if (refuse && !loaded.broken().isEmpty()) {
            throw new DataFileException(shortened(loaded));
        }
        return loaded;
    }

    /**
     * The rows of {@code folder/name} and all that is wrong with the others, whatever the study makes of those.
     *
     * @throws DataFileException if it is no table, lacks a column, or has no rows
     */
    LoadedRows examine(Path folder, String name) {
        CellTable table = CellTable.read(folder, name);
        Map<String, Integer> places = places(table, columnsOfFeatures());
        List<Integer> target =
                List.copyOf(places(table, schema.spec().target().columnsRead()).values());
        if (table.lines().isEmpty()) {
            throw new DataFileException(name + "  has no rows below its header line");
        }
        var rows = new RawRows.Builder(schema);
        List<Integer> kept = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (int record = 0; record < table.lines().size(); record++) {
            CellTable.Line line = table.lines().get(record);
            try {
                requireCells(line, table.header().size());
                rows.add(
                        features(line, places),
                        targets.read(target.stream().map(line.cells()::get).toList()));
                kept.add(record);
            } catch (BrokenRowException e) {
                broken.add("%s:%d  %s".formatted(name, line.number(), e.getMessage()));
            }
        }
        return new LoadedRows(name, rows.build(), table.lines().size(), kept, broken);
    }

    /** Where these columns stand in the table; every missing one is named at once. */
    private static Map<String, Integer> places(CellTable table, List<String> columns) {
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

    /** The columns that the features are read from, each once. */
    private List<String> columnsOfFeatures() {
        var columns = new LinkedHashSet<String>();
        for (FeatureSpec feature : schema.spec().features()) {
            columns.add(feature.name());
            until(feature).ifPresent(columns::add);
        }
        return List.copyOf(columns);
    }

    private static void requireCells(CellTable.Line line, int expected) {
        if (line.cells().size() != expected) {
            throw BrokenRowException.ragged(line.cells().size(), expected);
        }
    }

    private double[] features(CellTable.Line line, Map<String, Integer> places) {
        Map<String, String> named = new LinkedHashMap<>();
        for (FeatureSpec feature : schema.spec().features()) {
            String cell = cell(line, places, feature.name());
            Optional<String> until = until(feature);
            named.put(
                    feature.name(), until.isEmpty() ? cell : cell + DateCells.UNTIL + cell(line, places, until.get()));
        }
        double[] row = RawRows.emptyRow(schema);
        for (ColumnarFeature feature : cells.generateFeatures(named)) {
            row[schema.position(feature.getName())] = feature.getValue();
        }
        return row;
    }

    private static String cell(CellTable.Line line, Map<String, Integer> places, String column) {
        return line.cells().get(Objects.requireNonNull(places.get(column)));
    }

    /** The column with the date until which a feature's dates count, if they have one. */
    private static Optional<String> until(FeatureSpec feature) {
        DateSpec date = feature.date();
        return date == null ? Optional.empty() : date.untilColumn();
    }

    private static List<String> shortened(LoadedRows loaded) {
        List<String> problems = loaded.broken();
        List<String> shown = new ArrayList<>(problems.subList(0, Math.min(SHOWN, problems.size())));
        shown.add("%s  %d of %d rows break the schema".formatted(loaded.file(), problems.size(), loaded.records()));
        return shown;
    }
}
