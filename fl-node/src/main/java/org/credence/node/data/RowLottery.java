package org.credence.node.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.encoding.DomainHash;

/**
 * Draws rows of one member by the study's seed: each row's lot is a SHA-256 over seed, purpose, member and record, so the draw is the
 * same on every Java and does not depend on the other members. Of a target's classes it draws alike.
 */
final class RowLottery {
    private final long seed;
    private final MemberId member;
    private final LoadedRows rows;
    private final TargetType task;

    RowLottery(long seed, MemberId member, LoadedRows rows, TargetType task) {
        this.seed = seed;
        this.member = member;
        this.rows = rows;
        this.task = task;
    }

    /** A share of the candidates, of each class rounded to the nearest, half up; ascending. */
    List<Integer> draw(String purpose, Collection<Integer> candidates, BigDecimal share) {
        List<Integer> drawn = new ArrayList<>();
        for (List<Integer> stratum : shuffledStrata(purpose, candidates)) {
            int count = share.multiply(BigDecimal.valueOf(stratum.size()))
                    .setScale(0, RoundingMode.HALF_UP)
                    .intValueExact();
            drawn.addAll(stratum.subList(0, count));
        }
        drawn.sort(null);
        return drawn;
    }

    /** The candidates dealt to folds, as evenly as can be, each class too; each fold ascending. */
    List<List<Integer>> deal(String purpose, Collection<Integer> candidates, int folds) {
        List<List<Integer>> dealt = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            dealt.add(new ArrayList<>());
        }
        // A start of its own for each member, else the members with few rows would all fill the first folds.
        int next = Math.floorMod(lot(purpose, -1).hashCode(), folds);
        for (List<Integer> stratum : shuffledStrata(purpose, candidates)) {
            for (int row : stratum) {
                dealt.get(next).add(row);
                next = (next + 1) % folds;
            }
        }
        dealt.forEach(fold -> fold.sort(null));
        return dealt;
    }

    private Collection<List<Integer>> shuffledStrata(String purpose, Collection<Integer> candidates) {
        var strata = new TreeMap<Integer, List<Integer>>();
        for (int row : candidates) {
            strata.computeIfAbsent(stratum(row), stratum -> new ArrayList<>()).add(row);
        }
        for (List<Integer> stratum : strata.values()) {
            stratum.sort(
                    Comparator.comparing((Integer row) -> lot(purpose, row)).thenComparing(row -> row));
        }
        return strata.values();
    }

    /** Numbers and labels are not classes: their rows are all one stratum. */
    private int stratum(int row) {
        return switch (task) {
            case BINARY -> (int) rows.targets(row)[0];
            case CLASSES -> Targets.classOf(rows.targets(row));
            case NUMBER, LABELS -> 0;
        };
    }

    private Digest lot(String purpose, int row) {
        return DomainHash.of("credence/lot/1")
                .number(seed)
                .text(purpose)
                .text(member.value())
                .number(row)
                .hash();
    }
}
