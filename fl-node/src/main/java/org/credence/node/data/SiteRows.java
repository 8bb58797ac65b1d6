package org.credence.node.data;

import java.nio.file.Path;
import java.util.Set;
import org.credence.node.config.RowSelection;
import org.credence.node.config.StudyMember;

/**
 * One member's rows, read and divided where they lie: the same division as where all members' rows are read in one place.
 *
 * @param train at least one
 * @param test held out by the member; may be none
 */
public record SiteRows(RawRows train, RawRows test) {
    /**
     * The member's rows.
     *
     * @param seed the study's
     * @param folder of the data files
     * @throws DataFileException if the file is broken, is shorter than a listed row, or leaves no row to train on
     */
    public static SiteRows load(StudyMember member, long seed, Schema schema, Path folder) {
        LoadedRows all = new RowsLoader(schema).loaded(folder, member.data());
        requireRows(member, all.records());
        var lottery = new RowLottery(seed, member.id(), all, schema.task());
        Partition partition = new RowDivision(member, all, lottery).divide(Set.of());
        if (partition.train().isEmpty()) {
            throw new DataFileException("%s  leaves no row to train on; set fewer than all %d aside"
                    .formatted(member.data(), all.records()));
        }
        return new SiteRows(all.select(partition.train()), all.select(partition.test()));
    }

    private static void requireRows(StudyMember member, int size) {
        if (member.test() instanceof RowSelection.Listed listed) {
            int last = listed.rows().get(listed.rows().size() - 1);
            if (last >= size) {
                throw new DataFileException(
                        "%s  has %d rows, numbered from 0; test lists row %d".formatted(member.data(), size, last));
            }
        }
    }
}
