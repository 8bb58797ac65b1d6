package org.credence.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Where the scoring of one window stands. A window without a record waits, or is void in an aborted study.
 *
 * @param opened when the phase began, in seconds of the ledger's time; of published scores, when they were published
 * @param digest of the scores that a quorum revealed or the board ruled
 * @param vector the scores, once published or ruled
 * @param carry credit units that the window before could not pay
 */
public record ScoreWindow(
        Status status,
        long opened,
        @Nullable Digest digest,
        @Nullable ScoreVector vector,
        long carry) {
    /** A window before its last model is agreed. */
    public static final ScoreWindow UNOPENED = new ScoreWindow(Status.WAITING, 0, null, null, 0);

    /** The phases of a window. */
    public enum Status {
        WAITING,
        EVAL_COMMIT,
        EVAL_REVEAL,
        PROVISIONAL,
        CHALLENGED,
        /** No digest can reach a quorum any more; the board decides. */
        DISPUTED_SCORES,
        RULED,
        FINAL,
        /** The study was aborted before the window opened. */
        VOID
    }

    /** The window in another phase that begins now. */
    public ScoreWindow enter(Status next, long now) {
        return new ScoreWindow(next, now, digest, vector, carry);
    }

    /** The window in another phase; the time of the phase before stands. */
    public ScoreWindow with(Status next) {
        return enter(next, opened);
    }

    /** The window with its quorum's digest, from now on provisional. */
    public ScoreWindow provisional(Digest agreed, long now) {
        return new ScoreWindow(Status.PROVISIONAL, now, agreed, vector, carry);
    }

    /** The window with its scores known from now on. */
    public ScoreWindow published(ScoreVector scores, long now) {
        return new ScoreWindow(status, now, digest, scores, carry);
    }

    /** The window with the board's scores. */
    public ScoreWindow ruled(Digest ruledDigest, ScoreVector scores, long now) {
        return new ScoreWindow(Status.RULED, now, ruledDigest, scores, carry);
    }

    /** The window with more carried into it. */
    public ScoreWindow carrying(long amount) {
        return new ScoreWindow(status, opened, digest, vector, Math.addExact(carry, amount));
    }

    /** The window at its end, with nothing carried any more. */
    public ScoreWindow ended(Status end) {
        return new ScoreWindow(end, opened, digest, vector, 0);
    }
}
