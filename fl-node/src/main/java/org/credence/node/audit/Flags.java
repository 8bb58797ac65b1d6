package org.credence.node.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.credence.protocol.FlagKind;
import org.credence.protocol.StateKind;

/** What members of a study are on record for, one note for each member and kind of flag. */
final class Flags {
    private Flags() {}

    static void note(StudyRecord record, AuditLog log) {
        SortedMap<String, SortedMap<FlagKind, SortedSet<Integer>>> places = new TreeMap<>();
        for (var flag : record.state().range(StateKind.FLAG, record.id().value())) {
            places.computeIfAbsent(flag.key().attribute(1), any -> new TreeMap<>())
                    .computeIfAbsent(FlagKind.valueOf(flag.key().attribute(2)), any -> new TreeSet<>())
                    .add(Integer.valueOf(flag.key().attribute(3)));
        }
        places.forEach((member, kinds) -> kinds.forEach((kind, indices) -> log.note(
                record.where() + ", " + member,
                "%s is on record, %s %s".formatted(kind, isOfRounds(kind) ? "round" : "window", ranges(indices)))));
    }

    private static boolean isOfRounds(FlagKind kind) {
        return switch (kind) {
            case BASE_MISMATCH, EQUIVOCATION -> true;
            case HARM, EVAL_DEVIATION, EVAL_WITHHELD -> false;
        };
    }

    /** {@code 0-3, 7} for 0, 1, 2, 3 and 7. */
    static String ranges(SortedSet<Integer> indices) {
        List<int[]> ranges = new ArrayList<>();
        for (int index : indices) {
            int[] last = ranges.isEmpty() ? new int[] {index, index - 2} : ranges.get(ranges.size() - 1);
            if (last[1] == index - 1) {
                last[1] = index;
            } else {
                ranges.add(new int[] {index, index});
            }
        }
        return ranges.stream()
                .map(range -> range[0] == range[1] ? "" + range[0] : range[0] + "-" + range[1])
                .collect(Collectors.joining(", "));
    }
}
