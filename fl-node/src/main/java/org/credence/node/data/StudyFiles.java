package org.credence.node.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.credence.node.config.Evaluation;
import org.credence.node.config.RowSelection;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyFileException;
import org.credence.node.config.StudyMember;
import org.credence.node.config.ValidationSource;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;

/** The rows of every file that a study names, and their division into runs. */
final class StudyFiles {
    private final StudyFile file;
    private final Path folder;
    private final Schema schema;
    private final Map<StudyMember, LoadedRows> rows = new LinkedHashMap<>();
    private final Optional<SplitsTable> splits;
    private final List<String> notes = new ArrayList<>();
    private final RawRows boardRows;
    private final RawRows commonTest;

    /**
     * Reads every file of rows.
     *
     * @throws StudyFileException if the study asks for rows that its files do not have
     * @throws DataFileException naming every problem of every file of rows
     */
    StudyFiles(StudyFile file, Path folder) {
        this.file = file;
        this.folder = folder;
        this.schema = schema(file);
        var loader = new RowsLoader(schema);
        List<String> problems = new ArrayList<>();
        Map<String, LoadedRows> files = new LinkedHashMap<>();
        for (StudyMember member : file.members()) {
            rows.put(member, files.computeIfAbsent(member.data(), name -> load(loader, name, problems)));
        }
        boardRows = file.validation() instanceof ValidationSource.BoardFile board
                ? load(loader, board.file(), problems).rows()
                : RawRows.none(schema);
        commonTest = file.evaluation() instanceof Evaluation.CommonTest test
                ? load(loader, test.file(), problems).rows()
                : RawRows.none(schema);
        if (!problems.isEmpty()) {
            throw new DataFileException(problems);
        }
        splits = file.evaluation() instanceof Evaluation.Splits table ? Optional.of(split(table)) : Optional.empty();
        for (int i = 0; i < file.members().size(); i++) {
            StudyMember member = file.members().get(i);
            requireRows(i, "validation", member.validation());
            requireRows(i, "test", member.test());
        }
    }

    /** Reads whose rows are whose, and leaves each member with its own. */
    private SplitsTable split(Evaluation.Splits splitsFile) {
        Map<StudyMember, Integer> sizes = new LinkedHashMap<>();
        rows.forEach((member, all) -> sizes.put(member, all.records()));
        SplitsTable table = SplitsTable.read(folder, splitsFile.file(), sizes);
        rows.replaceAll((member, all) -> all.only(table.rows(member.id())));
        return table;
    }

    /** The columns that a study file gives. */
    static Schema schema(StudyFile file) {
        try {
            return Schema.of(file.schema());
        } catch (IllegalArgumentException e) {
            throw file.refusal("schema.features", "do not give distinct columns: " + e.getMessage());
        }
    }

    private void requireRows(int index, String purpose, RowSelection selection) {
        StudyMember member = file.members().get(index);
        int size = rowsOf(member).records();
        if (selection instanceof RowSelection.Listed listed) {
            int last = listed.rows().get(listed.rows().size() - 1);
            if (last >= size) {
                throw file.refusal(
                        field(index, purpose),
                        "must list rows of %s, which has %d, numbered from 0; was row %d"
                                .formatted(member.data(), size, last));
            }
        }
    }

    private static String field(int member, String name) {
        return "members[%d].%s".formatted(member, name);
    }

    private LoadedRows load(RowsLoader loader, String name, List<String> problems) {
        try {
            LoadedRows loaded = loader.loaded(folder, name);
            if (!loaded.broken().isEmpty()) {
                notes.add("%s: %d of %d rows break the schema and are left out, first %s"
                        .formatted(
                                name,
                                loaded.broken().size(),
                                loaded.records(),
                                loaded.broken().get(0)));
            }
            return loaded;
        } catch (DataFileException e) {
            problems.addAll(e.problems());
            return LoadedRows.none(name, schema);
        }
    }

    private LoadedRows rowsOf(StudyMember member) {
        return rows.getOrDefault(member, LoadedRows.none(member.data(), schema));
    }

    StudyInput input() {
        List<Map<MemberId, List<Integer>>> tests = foldTests();
        List<StudyRun> folds = new ArrayList<>();
        for (int fold = 0; fold < tests.size(); fold++) {
            folds.add(run(new StudyId(file.study().value() + "-fold" + fold), tests.get(fold)));
        }
        return new StudyInput(schema, folds, run(file.study(), Map.of()), notes);
    }

    /** The test rows of each fold, by member. */
    private List<Map<MemberId, List<Integer>>> foldTests() {
        if (splits.isPresent()) {
            return splitTests(splits.get());
        }
        return file.evaluation() instanceof Evaluation.Folds folds ? dealtTests(folds.count()) : List.of();
    }

    private List<Map<MemberId, List<Integer>>> splitTests(SplitsTable table) {
        List<Map<MemberId, List<Integer>>> tests = new ArrayList<>();
        for (int fold : table.folds()) {
            Map<MemberId, List<Integer>> test = new LinkedHashMap<>();
            rows.keySet().forEach(member -> test.put(member.id(), table.rows(member.id(), fold)));
            tests.add(test);
        }
        return tests;
    }

    private List<Map<MemberId, List<Integer>>> dealtTests(int folds) {
        List<Map<MemberId, List<Integer>>> tests = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            tests.add(new LinkedHashMap<>());
        }
        rows.forEach((member, all) -> {
            List<List<Integer>> dealt = division(member, all).deal(folds);
            for (int fold = 0; fold < folds; fold++) {
                tests.get(fold).put(member.id(), dealt.get(fold));
            }
        });
        return tests;
    }

    private RowDivision division(StudyMember member, LoadedRows all) {
        return new RowDivision(member, all, new RowLottery(file.seed(), member.id(), all, schema.task()));
    }

    private StudyRun run(StudyId id, Map<MemberId, List<Integer>> foldTest) {
        List<StudyRun.MemberRows> members = new ArrayList<>();
        List<RawRows> validation = new ArrayList<>(List.of(boardRows));
        for (int i = 0; i < file.members().size(); i++) {
            StudyMember member = file.members().get(i);
            LoadedRows all = rowsOf(member);
            Partition partition =
                    division(member, all).divide(new TreeSet<>(foldTest.getOrDefault(member.id(), List.of())));
            if (partition.train().isEmpty()) {
                throw file.refusal(
                        "members[%d]".formatted(i),
                        "must keep a row of %s to train on; set fewer than all %d aside for validation and test"
                                .formatted(member.data(), all.kept().size()));
            }
            members.add(new StudyRun.MemberRows(member, all.select(partition.train()), all.select(partition.test())));
            validation.add(all.select(partition.validation()));
        }
        RawRows released = RawRows.concat(validation);
        if (released.size() == 0) {
            throw file.refusal(
                    "evaluation.validation",
                    "must set a row aside at one member at least, or name a file: without validation rows no"
                            + " contribution can be scored");
        }
        return new StudyRun(id, members, released, commonTest);
    }
}
