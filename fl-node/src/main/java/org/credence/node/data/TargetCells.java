package org.credence.node.data;

import java.util.List;
import org.credence.node.config.StudySpec.TargetSpec;
import org.credence.node.config.StudySpec.TargetType;

/** Reads the cells of the target's column. A row without a target teaches nothing and is an error, never left out in silence. */
final class TargetCells {
    private static final CellSet NEVER_MISSING = new CellSet(List.of());

    private final TargetSpec target;
    private final CellSet positive;
    private final CellSet negative;

    TargetCells(TargetSpec target) {
        this.target = target;
        this.positive = new CellSet(target.positive());
        this.negative = new CellSet(target.negative());
    }

    /**
     * 0 or 1 for a binary target, else the number.
     *
     * @throws BrokenRowException for any other cell
     */
    double read(String cell) {
        if (target.type() == TargetType.NUMBER) {
            return NumberCells.number(target.name(), cell, NEVER_MISSING);
        }
        if (positive.contains(cell)) {
            return 1.0;
        }
        if (negative.contains(cell)) {
            return 0.0;
        }
        throw BrokenRowException.cell(
                target.name(), cell, "%s (negative) or %s (positive)".formatted(negative.quoted(), positive.quoted()));
    }
}
