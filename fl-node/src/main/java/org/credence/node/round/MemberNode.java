package org.credence.node.round;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.node.model.ModelState;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One organization's node: follows the ledger's blocks from the first, keeps their state, and lets each desk do what that state asks.
 * All of it on the thread that calls {@link #run}; nothing of another member's is ever touched.
 */
public final class MemberNode {
    private static final Logger LOG = LoggerFactory.getLogger(MemberNode.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(500);

    /**
     * What a node knew when it ended.
     *
     * @param blocks how many it had seen
     * @param transactions calls of the contract in them, valid or not
     * @param model the study's final model; empty if the study is not complete
     */
    public record Ended(long blocks, long transactions, StateView state, Optional<ModelState> model) {}

    private final MemberId self;
    private final Ledger ledger;
    private final List<Desk> desks;
    private final BlockFollower.Observer observer;
    private volatile String concern = "";
    private volatile boolean stopped;

    MemberNode(MemberId self, Ledger ledger, List<Desk> desks, BlockFollower.Observer observer) {
        this.self = self;
        this.ledger = ledger;
        this.desks = List.copyOf(desks);
        this.observer = observer;
    }

    /** Whose node this is. */
    public MemberId self() {
        return self;
    }

    /** What keeps this node waiting, in words for a person; empty if it waits for nothing unusual. */
    public String concern() {
        return concern;
    }

    /** Asks the node to end soon; safe from any thread. */
    public void stop() {
        stopped = true;
    }

    /**
     * Runs until every desk is finished, the node is stopped, or the thread is interrupted.
     *
     * @return what the node knew when it ended
     * @throws RuntimeException if this node cannot go on: the ledger refused it for good, its data or disk failed
     */
    public Ended run() throws InterruptedException {
        try (var view = new BlockFollower(ledger, observer)) {
            StateView state = view.state();
            Duration wait = LONGEST_WAIT;
            while (!stopped) {
                view.follow(wait);
                Step step = act(state);
                if (desks.stream().allMatch(desk -> desk.isFinished(state))) {
                    break;
                }
                wait = step.acted() ? Duration.ZERO : shorter(step.pause(), LONGEST_WAIT);
            }
            return new Ended(
                    view.blocks(),
                    view.transactions(),
                    state,
                    desks.stream()
                            .flatMap(desk -> desk.finalModel(state).stream())
                            .findFirst());
        }
    }

    private Step act(StateView state) {
        Step all = Step.idle();
        try {
            for (Desk desk : desks) {
                all = all.and(desk.step(state));
            }
            concern = "";
        } catch (UpdateUnavailableException | ManifestUnavailableException | LedgerUnavailableException e) {
            // Whoever holds it may yet serve it, and a ledger that is away comes back; a call that reached it all the
            // same is harmless
            // to make again. The study waits, and says why.
            String why = String.valueOf(e.getMessage());
            if (!why.equals(concern)) {
                LOG.atWarn().addKeyValue("member", self).addKeyValue("why", why).log("waiting");
                concern = why;
            }
            return all.and(Step.later(RETRY));
        }
        return all;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
