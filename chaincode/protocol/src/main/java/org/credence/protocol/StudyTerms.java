package org.credence.protocol;

/**
 * What a study's proposal fixes for good, except for its budgets ({@link Budgets}, a record of its own because of its size).
 *
 * @param lead who proposed it
 * @param specHash of the study's specification
 * @param initial hash of the model that round 0 starts from
 * @param rounds at least 1
 * @param window rounds scored together; the last window may be shorter
 * @param privacyBudget the most that a member may spend, in millionths of epsilon
 * @param quorum as proposed; 0 for floor(2n/3)+1 of the n enrolled
 * @param receipts signatures of other members that a commit needs
 */
public record StudyTerms(
        MemberId lead,
        Digest specHash,
        Digest initial,
        int rounds,
        int window,
        long privacyBudget,
        int quorum,
        int receipts,
        Settlement settlement,
        Deadlines deadlines) {
    /** The most rounds of a study. */
    public static final int MAX_ROUNDS = 10_000;

    /** How many windows there are. */
    public int windows() {
        return (rounds + window - 1) / window;
    }

    /** Whether the study, once started, has this window. */
    public boolean hasWindow(int index) {
        return index >= 0 && index < windows();
    }

    /** The window that a round belongs to. */
    public int windowOf(int round) {
        return round / window;
    }

    /** The first round of a window. */
    public int firstRound(int index) {
        return index * window;
    }

    /** The last round of a window. */
    public int lastRound(int index) {
        return Math.min((index + 1) * window, rounds) - 1;
    }
}
