package org.credence.network.fabric.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where an element of a configuration stands. Ordered by path, then by kind.
 *
 * @param groups names of the groups above it, the root's first; empty for the root group itself
 * @param kind group, value or policy: one name may stand for one of each
 * @param name in the group above
 */
record ElementKey(List<String> groups, Kind kind, String name) implements Comparable<ElementKey> {
    private static final Comparator<ElementKey> ORDER =
            Comparator.comparing(ElementKey::path).thenComparing(ElementKey::kind);

    /** What an element is. */
    enum Kind {
        GROUP,
        VALUE,
        POLICY
    }

    ElementKey {
        groups = List.copyOf(groups);
    }

    /** As {@code /Channel/Application/HospitalA/MSP}. */
    String path() {
        return "/" + String.join("/", groups) + (groups.isEmpty() ? "" : "/") + name;
    }

    /** Where an element of this name in this group stands. This key must be one of a group. */
    ElementKey child(Kind childKind, String childName) {
        return new ElementKey(groupPath(), childKind, childName);
    }

    /** The names of the groups down to this one. This key must be one of a group. */
    List<String> groupPath() {
        var down = new ArrayList<>(groups);
        down.add(name);
        return down;
    }

    @Override
    public int compareTo(ElementKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return path();
    }
}
