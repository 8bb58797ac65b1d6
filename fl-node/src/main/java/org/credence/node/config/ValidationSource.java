package org.credence.node.config;

/** Where the validation rows come from. They belong to the board and are released to the evaluators. */
public sealed interface ValidationSource {
    /** Released by the members from their own rows ({@link StudyMember#validation}); those rows are not trained on. */
    record FromMembers() implements ValidationSource {}

    /**
     * A file of the board's.
     *
     * @param file CSV in the data folder
     */
    record BoardFile(String file) implements ValidationSource {}
}
