package org.credence.network.fabric.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two configurations, one line for each element that enters, leaves or says something else. It is made from the
 * two and knows of no intention, so nothing can hide in an update behind a friendlier change.
 */
final class UpdateSummary {
    private UpdateSummary() {}

    static List<String> of(ChannelConfiguration before, ChannelConfiguration after) {
        SortedMap<ElementKey, ConfigElement> old = ConfigTree.elements(before.root());
        SortedMap<ElementKey, ConfigElement> now = ConfigTree.elements(after.root());
        var keys = new TreeSet<>(old.keySet());
        keys.addAll(now.keySet());
        List<String> lines = new ArrayList<>();
        lines.add("channel " + before.channel() + ", configuration " + before.sequence() + " to " + after.sequence());
        for (ElementKey key : keys) {
            line(lines, key, old.get(key), now.get(key));
        }
        return lines.stream().map(UpdateSummary::printable).toList();
    }

    private static void line(
            List<String> lines, ElementKey key, @Nullable ConfigElement before, @Nullable ConfigElement after) {
        if (before == null && after != null) {
            lines.add("adds " + named(key) + ": " + ElementWords.of(key, after));
        } else if (before != null && after == null) {
            lines.add("removes " + named(key) + ": " + ElementWords.of(key, before));
        } else if (before instanceof ConfigElement.GroupElement && after != null) {
            // Who enters and leaves has lines of its own.
            if (!before.modPolicy().equals(after.modPolicy())) {
                lines.add("changes the guard of " + named(key) + ": from '" + before.modPolicy() + "' to '"
                        + after.modPolicy() + "'");
            }
        } else if (before != null && after != null && !before.saysTheSameAs(after)) {
            lines.add("changes " + named(key) + ": from " + ElementWords.of(key, before) + " to "
                    + ElementWords.of(key, after));
        }
    }

    /* A name or an address with a line feed in it could forge a line. */
    private static String printable(String line) {
        return line.chars()
                .mapToObj(letter ->
                        letter >= ' ' && letter <= '~' ? String.valueOf((char) letter) : "\\u%04x".formatted(letter))
                .collect(Collectors.joining());
    }

    private static String named(ElementKey key) {
        return switch (key.kind()) {
                    case GROUP -> "group ";
                    case VALUE -> "value ";
                    case POLICY -> "policy ";
                }
                + key;
    }
}
