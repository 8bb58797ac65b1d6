package org.credence.node.audit;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.credence.protocol.StudyId;

/** Windows whose scores the board ruled on. */
final class Rulings {
    private final Map<StudyId, Set<Integer>> windows = new TreeMap<>();

    void add(StudyId study, int window) {
        windows.computeIfAbsent(study, any -> new TreeSet<>()).add(window);
    }

    boolean contains(StudyId study, int window) {
        return windows.getOrDefault(study, Set.of()).contains(window);
    }
}
