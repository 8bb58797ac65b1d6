package org.credence.network.fabric.config;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far an update's signatures go towards a policy that it needs.
 *
 * @param policy path, as {@code /Channel/Application/Admins}
 * @param words what it asks for
 * @param required how many of {@code signed} and {@code open} together must sign
 * @param signed organizations (or, for one organization's own policy, that one) whose signatures are there
 * @param open those whose signatures are not
 */
public record PolicyStanding(String policy, String words, int required, Set<String> signed, Set<String> open) {
    public PolicyStanding {
        signed = Collections.unmodifiableSet(new TreeSet<>(signed));
        open = Collections.unmodifiableSet(new TreeSet<>(open));
    }

    /** Whether the signatures that are there are enough. */
    public boolean isSatisfied() {
        return signed.size() >= required;
    }

    /** In one line, for people. */
    @Override
    public String toString() {
        return policy + " (" + words + "): " + signed.size() + " of the " + required + " needed, signed by "
                + List.copyOf(signed) + (isSatisfied() ? ", satisfied" : ", not yet by " + List.copyOf(open));
    }
}
