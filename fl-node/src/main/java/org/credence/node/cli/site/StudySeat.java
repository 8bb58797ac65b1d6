package org.credence.node.cli.site;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.credence.node.config.NodeFile;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.config.WorkingHours;
import org.credence.node.data.SiteRows;
import org.credence.node.round.Contents;
import org.credence.node.round.LocalData;
import org.credence.node.round.MemberNode;
import org.credence.node.round.NodeBuilder;
import org.credence.node.round.PartClock;
import org.credence.node.round.RoundListener;
import org.credence.node.round.RowSalt;
import org.credence.node.round.StudyBook;
import org.credence.node.round.StudySettings;
import org.credence.node.store.FileNodeState;
import org.credence.protocol.Budgets;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.credence.protocol.Split;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member's part in one study, on a thread of its own: waits until documents, data and policy allow it, then runs the member's desks
 * until the study is settled. Whatever fails is tried again after a pause that grows, with everything read anew: so a file that was
 * mended, a certificate that was renewed, or a ledger that came back needs no restart.
 */
final class StudySeat implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StudySeat.class);
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** What the ledger has of a study since its proposal. */
    record Proposal(StudyId study, StudyTerms terms, Budgets budgets) {}

    private final Site site;
    private final Proposal proposal;
    private final PrivacyYear year;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile SeatStatus status;
    private volatile Optional<MemberNode> node = Optional.empty();

    StudySeat(Site site, Proposal proposal, PrivacyYear year) {
        this.site = site;
        this.proposal = proposal;
        this.year = year;
        this.status = new SeatStatus(proposal.study(), SeatStatus.Phase.WAITING, "just found on the ledger");
    }

    /** How it stands; safe from any thread. */
    SeatStatus status() {
        Optional<String> concern = node.map(MemberNode::concern).filter(words -> !words.isEmpty());
        return status.phase() == SeatStatus.Phase.ACTIVE && concern.isPresent()
                ? new SeatStatus(proposal.study(), SeatStatus.Phase.ACTIVE, concern.get())
                : status;
    }

    /** Asks it to end once it has done what it is doing; safe from any thread. */
    void stop() {
        stopped.countDown();
        node.ifPresent(MemberNode::stop);
    }

    /** Waits until it has ended. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public void run() {
        try {
            runUntilDone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void runUntilDone() throws InterruptedException {
        Duration pause = SHORTEST;
        while (stopped.getCount() > 0) {
            try {
                if (attempt()) {
                    return;
                }
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("study", proposal.study()).setCause(e).log("the study waits");
                pause = status.phase() == SeatStatus.Phase.ACTIVE ? SHORTEST : pause;
                tell(SeatStatus.Phase.WAITING, e.getMessage() == null ? e.toString() : e.getMessage());
            }
            if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            pause = longer(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }

    private void tell(SeatStatus.Phase phase, String words) {
        var next = new SeatStatus(proposal.study(), phase, words);
        if (!next.equals(status)) {
            status = next;
            site.listener().accept(next);
        }
    }

    /** @return whether the study asks nothing of this member any more */
    private boolean attempt() throws InterruptedException {
        var contents = new Contents(site.store(), site.exchange());
        Optional<StudyBook> found = new StudyDocuments(site.folder().study(proposal.study()), contents)
                .find(proposal.terms(), site.members().get());
        if (found.isEmpty()) {
            tell(
                    SeatStatus.Phase.WAITING,
                    "nobody serves the study's specification %s or its validation rows; %s, who leads it, should"
                            .formatted(
                                    proposal.terms().specHash().brief(),
                                    proposal.terms().lead()));
            return false;
        }
        StudyBook book = found.get();
        Optional<String> difference = book.disagreement(proposal.study(), proposal.terms(), proposal.budgets());
        if (difference.isPresent()) {
            tell(SeatStatus.Phase.REFUSED, difference.get());
            return false;
        }
        Optional<MemberNode> built = build(book);
        if (built.isEmpty()) {
            return false;
        }
        node = built;
        if (stopped.getCount() == 0) {
            return true;
        }
        tell(SeatStatus.Phase.ACTIVE, "takes part");
        MemberNode running = built.get();
        running.run();
        if (stopped.getCount() > 0) {
            tell(SeatStatus.Phase.DONE, "the study asks nothing of this member any more");
        }
        return true;
    }

    /** The member's node for this study; empty if it has nothing to do in it, or may not. */
    private Optional<MemberNode> build(StudyBook book) {
        NodeFile file = site.file();
        MemberId self = file.member();
        WorkingHours hours = file.policy().hours();
        var builder = new NodeBuilder(
                new StudySettings(self, book, StudySettings.BACK_OFF, hours, site.clock()),
                new PartClock(System::nanoTime));
        if (file.approves().contains(proposal.study())) {
            builder.board(site.board().get(), proposal.terms().lead().equals(self));
        }
        Optional<NodeFile.Seat> seat = file.seat(proposal.study());
        if (seat.isPresent()) {
            SiteRows rows = SiteRows.load(seat.get().member(), book.spec().seed(), book.schema(), file.data());
            if (!permitted(book, rows.train().size())) {
                return Optional.empty();
            }
            takePart(builder, book, seat.get(), rows);
        }
        return Optional.of(builder.build(site.ledger(), (block, state) -> {}));
    }

    private boolean permitted(StudyBook book, int rows) {
        // Two studies that are found at once must not both pass on what the other leaves.
        synchronized (year) {
            BigDecimal elsewhere = year.elsewhere(proposal.study(), site.clock().instant());
            List<String> objections = new PolicyCheck(site.file().policy())
                    .objections(book, proposal.terms().lead(), rows, elsewhere);
            if (!objections.isEmpty()) {
                tell(SeatStatus.Phase.REFUSED, String.join("; ", objections));
                return false;
            }
            if (book.spec().privacy().noise() != Noise.NONE) {
                year.reserve(
                        proposal.study(),
                        proposal.terms().privacyBudget(),
                        site.clock().instant());
            }
            return true;
        }
    }

    private void takePart(NodeBuilder builder, StudyBook book, NodeFile.Seat seat, SiteRows rows) {
        MemberId self = site.file().member();
        var memory = new FileNodeState(site.folder().memory(proposal.study()));
        byte[] salt = RowSalt.of(book, self, memory);
        var data = new LocalData(book, self, rows.train(), salt);
        builder.participate(
                site.ledger(),
                data,
                new NodeBuilder.Storage(site.store(), site.exchange(), memory),
                RoundListener.NONE);
        Split split = seat.member().beneficiaries();
        if (!split.equals(Split.toMember(self))) {
            builder.divide(site.ledger(), new Command.RegisterBeneficiaries(proposal.study(), split));
        }
    }
}
