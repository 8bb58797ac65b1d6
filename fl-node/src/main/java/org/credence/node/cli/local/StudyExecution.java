package org.credence.node.cli.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyFileException;
import org.credence.node.config.StudyMember;
import org.credence.node.config.StudySpec.ScheduleSpec;
import org.credence.node.config.WorkingHours;
import org.credence.node.data.DataFileException;
import org.credence.node.data.DataIssues;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.StudyRun;
import org.credence.node.model.ModelCodec;
import org.credence.node.model.ModelState;
import org.credence.node.round.AggregatedRound;
import org.credence.node.round.LocalData;
import org.credence.node.round.MemberNode;
import org.credence.node.round.NodeBuilder;
import org.credence.node.round.PartClock;
import org.credence.node.round.RoundListener;
import org.credence.node.round.RowSalt;
import org.credence.node.round.StudyBook;
import org.credence.node.round.StudyMath;
import org.credence.node.round.StudySettings;
import org.credence.protocol.AccountId;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Quorum;
import org.credence.protocol.Share;
import org.credence.protocol.Split;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one study with every member's node on this machine, from its proposal to the last claim. */
final class StudyExecution {
    private static final Logger LOG = LoggerFactory.getLogger(StudyExecution.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /**
     * What a study needs of its surroundings.
     *
     * @param storage of a member, for the study alone
     * @param threads one for each member at least
     * @param patience how long no block may come, beyond the study's longest phase, before a study is given up
     */
    record Surroundings(
            Offices offices,
            Function<Place, NodeBuilder.Storage> storage,
            ExecutorService threads,
            PartClock parts,
            InstantSource clock,
            Duration patience,
            Progress progress) {}

    /** A member in a study. */
    record Place(MemberId member, StudyId study) {}

    private final StudyFile file;
    private final StudyRun run;
    private final StudyBook book;
    private final Surroundings around;
    private final Map<MemberId, String> failures = new ConcurrentSkipListMap<>();
    private final AtomicLong lastBlockMillis;
    private volatile double metric = Double.NaN;

    StudyExecution(StudyFile file, StudyRun run, StudyBook book, Surroundings around) {
        this.file = file;
        this.run = run;
        this.book = book;
        this.around = around;
        this.lastBlockMillis = new AtomicLong(around.clock().millis());
    }

    /** How a member's node ended: with what it knew, or not at its own will. */
    private record Ending(MemberId member, Optional<MemberNode.Ended> knew) {}

    /**
     * Runs the study; one that the ledger knows already goes on where it stands.
     *
     * @param warnings is told what the members should know of their data and of what they left undone
     * @throws DataFileException if the rows teach nothing
     * @throws StudyFileException if the study cannot go on as its file has it, for example spends more privacy than its budget
     * @throws StudyStoppedException if the study cannot start, or ends or stays in a state without a result
     */
    StudyResult run(List<String> warnings) throws InterruptedException {
        Preflight.requireFeasible(file);
        List<DatasetManifest> manifests = new ArrayList<>();
        Map<MemberId, MemberNode> nodes = new TreeMap<>();
        for (StudyRun.MemberRows member : run.members()) {
            nodes.put(member.member().id(), node(member, manifests));
        }
        DataIssues issues = DataIssues.of(book.schema(), manifests);
        issues.requireNoErrors();
        warnings.addAll(issues.warnings());
        around.progress().begins(book);
        MemberNode.Ended end = run(nodes);
        ModelState model =
                end.model().orElseThrow(() -> stopped(standstill(ledger(nodes)).words(), nodes));
        warnings.addAll(Shortfalls.of(book.spec().study(), end.state()));
        return new StudyResult(
                book,
                end.transactions(),
                end.state(),
                manifests,
                model,
                ModelCodec.hash(model),
                failures,
                Comparison.of(book, run, manifests, model));
    }

    private MemberNode node(StudyRun.MemberRows rows, List<DatasetManifest> manifests) {
        StudyMember member = rows.member();
        MemberId id = member.id();
        NodeBuilder.Storage storage =
                around.storage().apply(new Place(id, book.spec().study()));
        var data = new LocalData(book, id, rows.train(), RowSalt.of(book, id, storage.memory()));
        manifests.add(DatasetManifest.decode(data.manifest()));
        boolean lead = id.equals(file.members().get(0).id());
        var builder = new NodeBuilder(
                        new StudySettings(id, book, StudySettings.BACK_OFF, WorkingHours.ALWAYS, around.clock()),
                        around.parts())
                .participate(around.offices().member(id), data, storage, lead ? this::measure : RoundListener.NONE)
                .board(around.offices().board(id), lead);
        if (lead) {
            builder.lead(
                    around.offices().member(id),
                    book.proposal(),
                    file.members().stream().map(StudyMember::id).toList(),
                    file.members().stream()
                            .filter(StudyExecution::divides)
                            .map(StudyMember::id)
                            .toList());
        }
        if (divides(member)) {
            builder.divide(
                    around.offices().member(id),
                    new Command.RegisterBeneficiaries(book.spec().study(), member.beneficiaries()));
        }
        for (AccountId account : accounts(member)) {
            builder.owner(around.offices().owner(account), account);
        }
        return builder.build(around.offices().member(id), lead ? this::observe : this::quiet);
    }

    /** Whether a member's credit goes elsewhere than to its own account. */
    private static boolean divides(StudyMember member) {
        return !member.beneficiaries().equals(Split.toMember(member.id()));
    }

    /** The accounts that a member's credit goes to. */
    static List<AccountId> accounts(StudyMember member) {
        return member.beneficiaries().shares().stream().map(Share::account).toList();
    }

    private void quiet(LedgerBlock block, StateView state) {
        lastBlockMillis.set(around.clock().millis());
    }

    /** The lead's newest model on the validation rows, for whoever watches. */
    private void measure(StudyMath math, AggregatedRound round) {
        metric = Comparison.value(book, round.next().parameters(), math.validation());
    }

    private void observe(LedgerBlock block, StateView state) {
        quiet(block, state);
        around.progress().goesOn(book, state, metric);
    }

    /** Runs the nodes to their end; what the one knew that saw most. */
    private MemberNode.Ended run(Map<MemberId, MemberNode> nodes) throws InterruptedException {
        var endings = new LinkedBlockingQueue<Ending>();
        nodes.values().forEach(node -> around.threads().execute(() -> endings.add(run(node))));
        Optional<MemberNode.Ended> most = Optional.empty();
        Set<MemberId> running = new TreeSet<>(nodes.keySet());
        try {
            while (!running.isEmpty()) {
                Ending ending = endings.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (ending != null) {
                    running.remove(ending.member());
                    most = further(most, ending.knew());
                } else if (most.isEmpty()) {
                    requireHope(nodes);
                } else if (silence().compareTo(patience()) > 0) {
                    // The study is over; whoever does not see it by now never will.
                    running.forEach(member -> failures.put(member, "did not follow the study to its end"));
                    break;
                }
            }
        } finally {
            nodes.values().forEach(MemberNode::stop);
        }
        return most.orElseThrow(() -> stopped("no node reached its end", nodes));
    }

    private static Optional<MemberNode.Ended> further(
            Optional<MemberNode.Ended> one, Optional<MemberNode.Ended> other) {
        return Stream.concat(one.stream(), other.stream()).max(Comparator.comparingLong(MemberNode.Ended::blocks));
    }

    private Ending run(MemberNode node) {
        Optional<MemberNode.Ended> knew = Optional.empty();
        try {
            knew = Optional.of(node.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The other nodes go on; the study's result, or its end without one, tells of this one.
            failures.put(node.self(), words(e));
            LOG.atInfo().addKeyValue("member", node.self()).setCause(e).log("node stopped");
        }
        return new Ending(node.self(), knew);
    }

    /** What a person should read of a node's failure; a message alone says nothing of one that nobody thought of. */
    private static String words(RuntimeException failure) {
        boolean foreseen = failure.getClass().getName().startsWith("org.credence.");
        return foreseen ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** Whether it is still worth waiting; too few nodes, a dispute or silence end it. */
    private void requireHope(Map<MemberId, MemberNode> nodes) {
        int left = nodes.size() - failures.size();
        int quorum = Quorum.of(nodes.size());
        if (left < quorum) {
            throw stopped("%d of %d members are left, a quorum is %d".formatted(left, nodes.size(), quorum), nodes);
        }
        try {
            requireProgress(ledger(nodes), nodes);
        } catch (LedgerUnavailableException e) {
            if (silence().compareTo(patience()) > 0) {
                throw silent(e.getMessage(), nodes);
            }
        }
    }

    private void requireProgress(Ledger ledger, Map<MemberId, MemberNode> nodes) {
        var standstill = standstill(ledger);
        Study.Status status =
                ledger.read(Keys.study(book.spec().study())).map(Study::status).orElse(Study.Status.PROPOSED);
        if (status == Study.Status.DISPUTED || status == Study.Status.ABORTED) {
            throw stopped(standstill.words(), nodes);
        }
        if (silence().compareTo(patience()) > 0) {
            throw silent(standstill.words(), nodes);
        }
    }

    private StudyStoppedException silent(@Nullable String why, Map<MemberId, MemberNode> nodes) {
        return stopped("nothing happened for %d s; %s".formatted(silence().toSeconds(), why), nodes);
    }

    /** The ledger as a member sees it whose own node still runs, or has ended well: one whom the ledger answers. */
    private Ledger ledger(Map<MemberId, MemberNode> nodes) {
        return nodes.keySet().stream()
                .filter(member -> !failures.containsKey(member))
                .findFirst()
                .map(around.offices()::member)
                .orElseThrow(() -> stopped("no node is left", nodes));
    }

    private Standstill standstill(Ledger ledger) {
        return new Standstill(
                ledger,
                book.spec().study(),
                file.members().stream().map(StudyMember::id).toList());
    }

    private Duration silence() {
        return Duration.ofMillis(around.clock().millis() - lastBlockMillis.get());
    }

    private Duration patience() {
        ScheduleSpec schedule = book.spec().schedule();
        int longest = Math.max(
                Math.max(schedule.roundSeconds(), schedule.challengeSeconds()),
                Math.max(schedule.scoreCommitSeconds(), schedule.scoreRevealSeconds()));
        return around.patience().plusSeconds(longest);
    }

    /** The end of a study without a result: why, then a line for each member whose node stopped or waits for something unusual. */
    private StudyStoppedException stopped(String why, Map<MemberId, MemberNode> nodes) {
        var lines = new ArrayList<String>();
        lines.add("study %s stopped: %s".formatted(book.spec().study(), why));
        failures.forEach((member, words) -> lines.add("%s: its node stopped: %s".formatted(member, words)));
        nodes.values().stream()
                .map(MemberNode::concern)
                .filter(concern -> !concern.isEmpty())
                .distinct()
                .forEach(lines::add);
        return new StudyStoppedException(String.join("\n", lines));
    }
}
