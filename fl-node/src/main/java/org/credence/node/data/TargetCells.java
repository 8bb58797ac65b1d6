package org.credence.node.data;

import java.util.List;
import org.credence.node.config.CellText;
import org.credence.node.config.StudySpec.SchemaSpec;
import org.credence.node.config.StudySpec.TargetSpec;

/**
 * Reads the cells that hold a row's target. A row without a target teaches nothing and is an error, never left out in silence; of
 * several labels some may be missing.
 */
final class TargetCells {
    private static final CellSet NEVER_MISSING = new CellSet(List.of());

    private final TargetSpec target;
    private final CellSet positive;
    private final CellSet negative;
    private final CellSet missingLabel;
    private final List<String> classKeys;

    TargetCells(SchemaSpec schema) {
        this.target = schema.target();
        this.positive = new CellSet(target.positive());
        this.negative = new CellSet(target.negative());
        this.missingLabel = new CellSet(schema.missing());
        this.classKeys = target.classes().stream().map(CellText::key).toList();
    }

    /**
     * The row's targets, one for each output; NaN for a label that is missing.
     *
     * @param cells of {@link TargetSpec#columnsRead}, in their order
     * @throws BrokenRowException for a cell that its column does not allow
     */
    double[] read(List<String> cells) {
        return switch (target.type()) {
            case NUMBER -> new double[] {NumberCells.number(target.name(), cells.get(0), NEVER_MISSING)};
            case BINARY -> new double[] {yesOrNo(target.name(), cells.get(0), "")};
            case CLASSES -> oneOf(cells.get(0));
            case LABELS -> labels(cells);
        };
    }

    private double yesOrNo(String column, String cell, String orMissing) {
        if (positive.contains(cell)) {
            return 1.0;
        }
        if (negative.contains(cell)) {
            return 0.0;
        }
        throw BrokenRowException.cell(
                column,
                cell,
                "%s (negative) or %s (positive)%s".formatted(negative.quoted(), positive.quoted(), orMissing));
    }

    private double[] oneOf(String cell) {
        int place = classKeys.indexOf(CellText.key(cell));
        if (place < 0) {
            throw BrokenRowException.cell(target.name(), cell, "one of " + new CellSet(target.classes()).quoted());
        }
        double[] classes = new double[classKeys.size()];
        classes[place] = 1.0;
        return classes;
    }

    private double[] labels(List<String> cells) {
        double[] labels = new double[cells.size()];
        boolean any = false;
        for (int i = 0; i < labels.length; i++) {
            boolean missing = missingLabel.contains(cells.get(i));
            labels[i] = missing
                    ? RawRows.MISSING
                    : yesOrNo(target.columns().get(i), cells.get(i), missingLabel.orMissing());
            any |= !missing;
        }
        if (!any) {
            throw BrokenRowException.unlabelled(labels.length);
        }
        return labels;
    }
}
