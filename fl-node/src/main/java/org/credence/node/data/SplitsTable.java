package org.credence.node.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.credence.node.config.StudyMember;
import org.credence.protocol.MemberId;

/**
 * The folds that a file assigns to the members' rows. Columns {@code row,site,fold}: rows are numbered from 0 over the members'
 * files in the order of the members, each row stands once, {@code site} is its member's, folds are numbers from 0.
 *
 * @param folds the numbers of the folds, ascending, at least two
 */
record SplitsTable(List<Integer> folds, Map<MemberId, List<Integer>> foldByRow) {
    private static final int SHOWN = 10;
    private static final int MAX_FOLD = 1_000;

    /**
     * Reads {@code folder/name}.
     *
     * @param sizes rows of each member's file, in the order of the members
     * @throws DataFileException if a row is missing, stands twice, or is another member's; or there is one fold only
     */
    static SplitsTable read(Path folder, String name, Map<StudyMember, Integer> sizes) {
        CsvTable table = CsvTable.read(folder, name);
        int[] places = {table.column("row"), table.column("site"), table.column("fold")};
        List<StudyMember> owners = new ArrayList<>();
        sizes.forEach((member, size) -> {
            for (int i = 0; i < size; i++) {
                owners.add(member);
            }
        });
        int[] folds = new int[owners.size()];
        boolean[] seen = new boolean[owners.size()];
        List<String> problems = new ArrayList<>();
        for (CsvTable.Line line : table.lines()) {
            try {
                read(line, places, owners, folds, seen);
            } catch (BrokenRowException e) {
                problems.add("%s:%d  %s".formatted(name, line.number(), e.getMessage()));
            }
        }
        for (int row = 0; row < seen.length && problems.isEmpty(); row++) {
            if (!seen[row]) {
                problems.add("%s  has no fold for row %d, which is %s's; there are %d rows in all"
                        .formatted(name, row, owners.get(row).id(), seen.length));
            }
        }
        var numbers = new TreeSet<Integer>();
        for (int fold : folds) {
            numbers.add(fold);
        }
        if (problems.isEmpty() && numbers.size() < 2) {
            problems.add(name + "  has one fold only; cross-validation needs at least two");
        }
        if (!problems.isEmpty()) {
            throw new DataFileException(problems.subList(0, Math.min(SHOWN, problems.size())));
        }
        return new SplitsTable(List.copyOf(numbers), byMember(owners, folds));
    }

    private static void read(CsvTable.Line line, int[] places, List<StudyMember> owners, int[] folds, boolean[] seen) {
        if (line.cells().size() < 3) {
            throw BrokenRowException.ragged(line.cells().size(), 3);
        }
        int row = number(line, places[0], "row", owners.size() - 1);
        String site = line.cells().get(places[1]).strip();
        StudyMember owner = owners.get(row);
        if (!site.equalsIgnoreCase(owner.site())) {
            throw BrokenRowException.cell("site", site, "'%s', whose row %d is".formatted(owner.site(), row));
        }
        if (seen[row]) {
            throw BrokenRowException.cell("row", String.valueOf(row), "each row once");
        }
        seen[row] = true;
        folds[row] = number(line, places[2], "fold", MAX_FOLD);
    }

    private static int number(CsvTable.Line line, int place, String column, int most) {
        String cell = line.cells().get(place).strip();
        if (!cell.matches("\\d{1,8}") || Integer.parseInt(cell) > most) {
            throw BrokenRowException.cell(column, cell, "a whole number from 0 to " + most);
        }
        return Integer.parseInt(cell);
    }

    private static Map<MemberId, List<Integer>> byMember(List<StudyMember> owners, int[] folds) {
        Map<MemberId, List<Integer>> byMember = new LinkedHashMap<>();
        for (int row = 0; row < folds.length; row++) {
            byMember.computeIfAbsent(owners.get(row).id(), id -> new ArrayList<>())
                    .add(folds[row]);
        }
        return byMember;
    }

    /** A member's rows in a fold, ascending. */
    List<Integer> rows(MemberId member, int fold) {
        List<Integer> rows = new ArrayList<>();
        List<Integer> assigned = foldByRow.getOrDefault(member, List.of());
        for (int row = 0; row < assigned.size(); row++) {
            if (assigned.get(row) == fold) {
                rows.add(row);
            }
        }
        return rows;
    }
}
