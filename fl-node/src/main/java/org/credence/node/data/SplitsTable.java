package org.credence.node.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.credence.node.config.StudyMember;
import org.credence.protocol.MemberId;

/**
 * The folds that a file assigns to the members' rows. Columns {@code row,site,fold}: rows are numbered from 0 over the members' files,
 * each file once, in the order of the members that first name them; each row stands once, {@code site} is its member's, folds are
 * numbers from 0. Where several members name one file, the site says whose each of its rows is.
 *
 * @param folds the numbers of the folds, ascending, at least two
 * @param foldByRecord of each member, by the number of the record in its file
 */
record SplitsTable(List<Integer> folds, Map<MemberId, SortedMap<Integer, Integer>> foldByRecord) {
    private static final int SHOWN = 10;
    private static final int MAX_FOLD = 1_000;

    /** A record of a file, and who may own it: the members that name the file. */
    private record Place(int record, List<StudyMember> owners) {}

    /**
     * Reads {@code folder/name}.
     *
     * @param sizes records of each member's file, in the order of the members
     * @throws DataFileException if a row is missing, stands twice, or is another member's; or there is one fold only
     */
    static SplitsTable read(Path folder, String name, Map<StudyMember, Integer> sizes) {
        CellTable table = CellTable.read(folder, name);
        int[] columns = {table.column("row"), table.column("site"), table.column("fold")};
        List<Place> places = places(sizes);
        boolean[] seen = new boolean[places.size()];
        Map<MemberId, SortedMap<Integer, Integer>> assigned = new LinkedHashMap<>();
        sizes.keySet().forEach(member -> assigned.put(member.id(), new TreeMap<>()));
        List<String> problems = new ArrayList<>();
        for (CellTable.Line line : table.lines()) {
            try {
                read(line, columns, places, seen, assigned);
            } catch (BrokenRowException e) {
                problems.add("%s:%d  %s".formatted(name, line.number(), e.getMessage()));
            }
        }
        for (int row = 0; row < seen.length && problems.isEmpty(); row++) {
            if (!seen[row]) {
                problems.add("%s  has no fold for row %d, which is %s's; there are %d rows in all"
                        .formatted(name, row, owners(places.get(row)), seen.length));
            }
        }
        var numbers = new TreeSet<Integer>();
        assigned.values().forEach(records -> numbers.addAll(records.values()));
        if (problems.isEmpty() && numbers.size() < 2) {
            problems.add(name + "  has one fold only; cross-validation needs at least two");
        }
        if (!problems.isEmpty()) {
            throw new DataFileException(problems.subList(0, Math.min(SHOWN, problems.size())));
        }
        return new SplitsTable(List.copyOf(numbers), assigned);
    }

    /** All records of all files, in the order in which a splits file numbers them. */
    private static List<Place> places(Map<StudyMember, Integer> sizes) {
        Map<String, List<StudyMember>> owners = new LinkedHashMap<>();
        sizes.keySet()
                .forEach(member -> owners.computeIfAbsent(member.data(), file -> new ArrayList<>())
                        .add(member));
        List<Place> places = new ArrayList<>();
        owners.values().forEach(members -> {
            int size = sizes.getOrDefault(members.get(0), 0);
            for (int record = 0; record < size; record++) {
                places.add(new Place(record, members));
            }
        });
        return places;
    }

    private static String owners(Place place) {
        return place.owners().stream().map(member -> member.id().value()).collect(Collectors.joining(" or "));
    }

    private static void read(
            CellTable.Line line,
            int[] columns,
            List<Place> places,
            boolean[] seen,
            Map<MemberId, SortedMap<Integer, Integer>> assigned) {
        if (line.cells().size() < 3) {
            throw BrokenRowException.ragged(line.cells().size(), 3);
        }
        int row = number(line, columns[0], "row", places.size() - 1);
        Place place = places.get(row);
        String site = line.cells().get(columns[1]).strip();
        StudyMember owner = place.owners().stream()
                .filter(member -> member.site().equalsIgnoreCase(site))
                .findFirst()
                .orElseThrow(() -> BrokenRowException.cell("site", site, wordsFor(row, place)));
        if (seen[row]) {
            throw BrokenRowException.cell("row", String.valueOf(row), "each row once");
        }
        seen[row] = true;
        int fold = number(line, columns[2], "fold", MAX_FOLD);
        assigned.getOrDefault(owner.id(), new TreeMap<>()).put(place.record(), fold);
    }

    private static String wordsFor(int row, Place place) {
        List<String> sites = place.owners().stream().map(StudyMember::site).toList();
        return sites.size() == 1
                ? "'%s', whose row %d is".formatted(sites.get(0), row)
                : "one of %s, whose file row %d is in".formatted(sites, row);
    }

    private static int number(CellTable.Line line, int place, String column, int most) {
        String cell = line.cells().get(place).strip();
        if (!cell.matches("\\d{1,8}") || Integer.parseInt(cell) > most) {
            throw BrokenRowException.cell(column, cell, "a whole number from 0 to " + most);
        }
        return Integer.parseInt(cell);
    }

    /** The records of a member in a fold, ascending. */
    List<Integer> rows(MemberId member, int fold) {
        return records(member).entrySet().stream()
                .filter(entry -> entry.getValue() == fold)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The records of its file that are a member's, ascending. */
    List<Integer> rows(MemberId member) {
        return List.copyOf(records(member).keySet());
    }

    private SortedMap<Integer, Integer> records(MemberId member) {
        return foldByRecord.getOrDefault(member, new TreeMap<>());
    }
}
