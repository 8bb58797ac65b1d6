package org.credence.node.audit;

import java.util.Optional;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.IncludedSet;
import org.credence.protocol.Keys;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;

/**
 * One study as the ledger has it.
 *
 * @param state that the replayed blocks lead to
 */
record StudyRecord(StudyId id, StateView state) {
    /** A fact that a study on the ledger must have. */
    <T> T require(StateKey<T> key) {
        T fact = state.get(key);
        if (fact == null) {
            throw new Disagreement(where(), "the ledger has no " + key);
        }
        return fact;
    }

    <T> Optional<T> find(StateKey<T> key) {
        return Optional.ofNullable(state.get(key));
    }

    StudyTerms terms() {
        return require(Keys.terms(id));
    }

    Study study() {
        return require(Keys.study(id));
    }

    /** Empty before the study has started. */
    Optional<EnrolledSet> enrolled() {
        return find(Keys.enrolled(id));
    }

    /** Whose updates make up a round; empty before it is sealed. */
    Optional<IncludedSet> included(int round) {
        return find(Keys.included(id, round));
    }

    boolean isFinal(int window) {
        return find(Keys.window(id, window))
                .map(ScoreWindow::status)
                .filter(ScoreWindow.Status.FINAL::equals)
                .isPresent();
    }

    /** For messages. */
    String where() {
        return "study " + id;
    }

    String round(int round) {
        return where() + ", round " + round;
    }

    String window(int window) {
        return where() + ", window " + window;
    }
}
