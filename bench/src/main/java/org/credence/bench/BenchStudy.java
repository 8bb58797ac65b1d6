package org.credence.bench;

import static org.credence.bench.FigureTable.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyMember;
import org.credence.node.data.RawRows;
import org.credence.node.data.StudyInput;
import org.credence.node.data.StudyRun;
import org.credence.node.demo.DemoStudy;
import org.credence.protocol.MemberId;

/** The demo's study with its first few members, and without test rows, so that no model is compared with another. */
record BenchStudy(StudyFile file, StudyInput input) {
    /** Members of the demo. */
    static final int ALL = DemoStudy.of(1).members().size();

    /**
     * Draws it.
     *
     * @param members at least {@link StudyFile#MIN_MEMBERS}, at most {@link #ALL}
     * @param data where its rows are written
     */
    static BenchStudy draw(long seed, int rounds, int members, Path data) throws IOException {
        DemoStudy.writeData(seed, data);
        StudyFile file = DemoStudy.of(seed, rounds).withFirstMembers(members);
        return new BenchStudy(file, withoutTest(StudyInput.load(file, data)));
    }

    private static StudyInput withoutTest(StudyInput input) {
        RawRows none = RawRows.none(input.schema());
        StudyRun main = input.main();
        List<StudyRun.MemberRows> members = main.members().stream()
                .map(rows -> new StudyRun.MemberRows(rows.member(), rows.train(), none))
                .toList();
        return new StudyInput(input.schema(), List.of(), new StudyRun(main.study(), members, main.validation(), none));
    }

    List<MemberId> members() {
        return file.members().stream().map(StudyMember::id).toList();
    }

    /** In words, for a table. */
    String words() {
        return format(
                "%d members, %d rows, %d validation rows, %d rounds, a score window each %d",
                input.main().members().size(),
                input.main().members().stream()
                        .mapToInt(rows -> rows.train().size())
                        .sum(),
                input.main().validation().size(),
                file.schedule().rounds(),
                file.contribution().window());
    }
}
