package org.credence.node.demo;

import java.util.List;
import java.util.Locale;

/**
 * One site of the trial.
 *
 * @param name the member's id
 * @param subjects whom it enrolled
 * @param mislabelled share of its responses that it records wrongly, in [0, 0.5)
 */
record Site(String name, int subjects, double mislabelled) {
    /** Sizes are those of the thirteen sites in the study that the project follows: 242 subjects, very unequal. */
    static final List<Site> ALL = List.of(
            new Site("Alder", 77, 0.03),
            new Site("Birch", 34, 0.02),
            new Site("Cedar", 27, 0.05),
            new Site("Dogwood", 21, 0.30),
            new Site("Elm", 17, 0.04),
            new Site("Fir", 14, 0.10),
            new Site("Ginkgo", 12, 0.02),
            new Site("Hazel", 10, 0.05),
            new Site("Ironwood", 9, 0.25),
            new Site("Juniper", 8, 0.05),
            new Site("Katsura", 6, 0.10),
            new Site("Linden", 4, 0.05),
            new Site("Maple", 3, 0.05));

    /** The site's file. */
    String file() {
        return name.toLowerCase(Locale.ROOT) + ".csv";
    }
}
