package org.credence.node.cli.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.credence.ledger.LedgerBlock;
import org.credence.node.config.NodeFile;
import org.credence.node.round.BlockFollower;
import org.credence.node.round.Readings;
import org.credence.protocol.Budgets;
import org.credence.protocol.Keys;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;

/** A member's node: follows the ledger, and takes a seat in every study that appears there and that its file names. */
public final class MemberSite {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Site site;
    private final ExecutorService threads;
    private final BlockFollower.Observer directory;
    private final PrivacyYear year;
    private final Map<StudyId, StudySeat> seats = new ConcurrentSkipListMap<>();
    private volatile boolean stopped;

    /**
     * The node of this member.
     *
     * @param threads one for each study at least
     * @param directory sees every block before a study does
     */
    public MemberSite(Site site, ExecutorService threads, BlockFollower.Observer directory) {
        this.site = site;
        this.threads = threads;
        this.directory = directory;
        this.year = new PrivacyYear(site.file().member());
    }

    /**
     * Runs until it is stopped or has to be made anew, or the thread is interrupted; its studies have ended when this returns.
     *
     * @param outdated whether something that it works with has changed; asked about every second
     */
    public void run(BooleanSupplier outdated) throws InterruptedException {
        try (var view = new BlockFollower(site.ledger(), this::onBlock)) {
            while (!stopped && !outdated.getAsBoolean()) {
                view.follow(LOOK);
                open(view.state());
            }
        } finally {
            stop();
            for (StudySeat seat : seats.values()) {
                seat.awaitEnd();
            }
        }
    }

    /** Asks the node and its studies to end once they have done what they are doing; safe from any thread. */
    public void stop() {
        stopped = true;
        seats.values().forEach(StudySeat::stop);
    }

    /** How every study that the node found stands; safe from any thread. */
    public List<SeatStatus> status() {
        List<SeatStatus> all = new ArrayList<>();
        seats.values().forEach(seat -> all.add(seat.status()));
        return all;
    }

    private void onBlock(LedgerBlock block, StateView state) {
        directory.onBlock(block, state);
        year.onBlock(block, state);
    }

    private void open(StateView state) {
        for (StateEntry<StudyTerms> entry : state.range(StateKind.TERMS)) {
            var study = new StudyId(entry.key().attributes().get(0));
            if (seats.containsKey(study) || !concerns(study) || Readings.isSettled(state, study)) {
                continue;
            }
            Budgets budgets = state.get(Keys.budgets(study));
            if (budgets != null) {
                var seat = new StudySeat(site, new StudySeat.Proposal(study, entry.value(), budgets), year);
                seats.put(study, seat);
                threads.execute(seat);
            }
        }
    }

    private boolean concerns(StudyId study) {
        NodeFile file = site.file();
        return file.seat(study).isPresent() || file.approves().contains(study);
    }
}
