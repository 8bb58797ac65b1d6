package org.credence.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Where a study stands: the small record that changes as it goes on.
 *
 * @param round that is open, from 0; the number of rounds when all are sealed
 * @param opened when the phase or round began, in seconds of the ledger's time
 * @param finalModel hash of the last agreed model, once the study is complete
 * @param returned credit units that no member will be paid
 */
public record Study(
        Status status, int round, long opened, @Nullable Digest finalModel, long returned) {
    /** The phases of a study. */
    public enum Status {
        PROPOSED,
        OPEN,
        RUNNING,
        /** All rounds are sealed; the last model awaits its attestations. */
        CLOSING,
        /** No model can reach a quorum any more; the board decides. */
        DISPUTED,
        COMPLETE,
        ABORTED
    }

    /** The study in another phase that begins now. */
    public Study enter(Status next, long now) {
        return new Study(next, round, now, finalModel, returned);
    }

    /** The study in another phase; the time of the phase before stands. */
    public Study with(Status next) {
        return enter(next, opened);
    }

    /** The study with the rounds before {@code next} sealed. */
    public Study advance(Status status, int next, long now) {
        return new Study(status, next, now, finalModel, returned);
    }

    /** The study, complete with this model. */
    public Study complete(Digest model) {
        return new Study(Status.COMPLETE, round, opened, model, returned);
    }

    /** The study with more credit units returned. */
    public Study returning(long amount) {
        return new Study(status, round, opened, finalModel, Math.addExact(returned, amount));
    }

    /** Whether nothing but its open windows goes on. */
    public boolean isOver() {
        return status == Status.COMPLETE || status == Status.ABORTED;
    }
}
