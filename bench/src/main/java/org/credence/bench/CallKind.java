package org.credence.bench;

/** What a call of the contract is for. */
enum CallKind {
    COMMIT("update commits"),
    SEAL("seals"),
    SCORING("scoring"),
    OTHER("founding, enrolment, end");

    private final String words;

    CallKind(String words) {
        this.words = words;
    }

    /** As a table has it. */
    String words() {
        return words;
    }

    /** What a function of the contract is for. */
    static CallKind of(String function) {
        return switch (function) {
            case "commitUpdate" -> COMMIT;
            case "sealRound" -> SEAL;
            case "commitScores",
                    "revealScores",
                    "advanceWindow",
                    "publishScores",
                    "challengeScores",
                    "ruleScores",
                    "finalizeScores" -> SCORING;
            default -> OTHER;
        };
    }
}
