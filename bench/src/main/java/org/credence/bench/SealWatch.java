package org.credence.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.credence.node.cli.local.Progress;
import org.credence.node.round.StudyBook;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Keys;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;

/**
 * How long after a round's last commit its seal is on the ledger, as the leading member's node sees both blocks. A round that is sealed
 * without all commits is not counted.
 */
final class SealWatch implements Progress {
    private final Progress next;
    private final LongSupplier nanoTime;
    private final List<Duration> delays = new ArrayList<>();
    private int round;
    private OptionalLong complete = OptionalLong.empty();

    /**
     * @param next is told everything, too
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    SealWatch(Progress next, LongSupplier nanoTime) {
        this.next = next;
        this.nanoTime = nanoTime;
    }

    /** The delays of the rounds so far. */
    Percentiles delays() {
        return new Percentiles(delays);
    }

    @Override
    public void begins(StudyBook book) {
        next.begins(book);
    }

    @Override
    public void goesOn(StudyBook book, StateView state, double metric) {
        StudyId id = book.spec().study();
        Study study = state.get(Keys.study(id));
        EnrolledSet enrolled = state.get(Keys.enrolled(id));
        if (study != null && enrolled != null) {
            look(id, study, enrolled, state);
        }
        next.goesOn(book, state, metric);
    }

    private void look(StudyId id, Study study, EnrolledSet enrolled, StateView state) {
        if (study.round() > round) {
            complete.ifPresent(since -> delays.add(Duration.ofNanos(nanoTime.getAsLong() - since)));
            complete = OptionalLong.empty();
            round = study.round();
        }
        boolean allIn =
                enrolled.members().stream().allMatch(member -> state.get(Keys.commit(id, round, member)) != null);
        if (complete.isEmpty() && allIn) {
            complete = OptionalLong.of(nanoTime.getAsLong());
        }
    }
}
