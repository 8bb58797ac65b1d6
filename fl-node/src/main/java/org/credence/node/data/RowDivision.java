package org.credence.node.data;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.credence.node.config.RowSelection;
import org.credence.node.config.StudyMember;

/**
 * Divides one member's rows by purpose. Listed rows are set aside first; a share is of the rows that are left then: test rows are
 * drawn before validation rows, and a fold's test rows stand for those. Released validation rows are never tested on. Rows are called by
 * the number of their record; one that was left out as broken is nowhere.
 */
final class RowDivision {
    private final StudyMember member;
    private final RowLottery lottery;
    private final TreeSet<Integer> free = new TreeSet<>();
    private final TreeSet<Integer> listed = new TreeSet<>();

    /** @throws IllegalArgumentException if a listed row does not exist */
    RowDivision(StudyMember member, LoadedRows rows, RowLottery lottery) {
        this.member = member;
        this.lottery = lottery;
        free.addAll(rows.kept());
        for (RowSelection selection : List.of(member.validation(), member.test())) {
            for (int row : listed(selection)) {
                if (row >= rows.records()) {
                    throw new IllegalArgumentException("%s has %d rows, numbered from 0, was row %d"
                            .formatted(member.data(), rows.records(), row));
                }
                if (free.remove(row)) {
                    listed.add(row);
                }
            }
        }
    }

    private static List<Integer> listed(RowSelection selection) {
        return selection instanceof RowSelection.Listed listed ? listed.rows() : List.of();
    }

    /** The rows that are not listed, dealt to folds. */
    List<List<Integer>> deal(int folds) {
        return lottery.deal("folds", free, folds);
    }

    /** The division, with these rows held out as well. */
    Partition divide(Collection<Integer> foldTest) {
        var left = new TreeSet<>(free);
        var test = new TreeSet<>(foldTest);
        test.retainAll(free);
        test.addAll(chosen("test", member.test(), left));
        left.removeAll(test);
        List<Integer> validation = chosen("validation", member.validation(), left);
        left.removeAll(new TreeSet<>(validation));
        return new Partition(List.copyOf(left), validation, List.copyOf(test));
    }

    private List<Integer> chosen(String purpose, RowSelection selection, Collection<Integer> left) {
        return selection instanceof RowSelection.Fraction fraction
                ? lottery.draw(purpose, left, fraction.share())
                : listed(selection).stream().filter(listed::contains).toList();
    }
}
