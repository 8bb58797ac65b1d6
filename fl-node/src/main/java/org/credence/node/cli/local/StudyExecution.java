package org.credence.node.cli.local;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.credence.ledger.LedgerBlock;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyMember;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.config.StudySpec.ScheduleSpec;
import org.credence.node.data.DataIssues;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.StudyRun;
import org.credence.node.model.ModelCodec;
import org.credence.node.model.ModelState;
import org.credence.node.privacy.PrivacyAccountant;
import org.credence.node.round.AggregatedRound;
import org.credence.node.round.LocalData;
import org.credence.node.round.MemberNode;
import org.credence.node.round.NodeBuilder;
import org.credence.node.round.PartClock;
import org.credence.node.round.RoundListener;
import org.credence.node.round.StudyBook;
import org.credence.node.round.StudyMath;
import org.credence.node.round.StudySettings;
import org.credence.node.store.NodeState;
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
import org.credence.protocol.encoding.DomainHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one study with every member's node on this machine, from its proposal to the last claim. */
final class StudyExecution {
    private static final Logger LOG = LoggerFactory.getLogger(StudyExecution.class);
    private static final String SALT = "salt";
    private static final Duration BACK_OFF = Duration.ofMillis(750);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /**
     * What a study needs of its surroundings.
     *
     * @param storage of a member, for the study alone
     * @param threads one for each member at least
     */
    record Surroundings(
            Offices offices,
            Function<Place, NodeBuilder.Storage> storage,
            ExecutorService threads,
            PartClock parts,
            InstantSource clock,
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

    /**
     * Runs the study; one that the ledger knows already goes on where it stands.
     *
     * @param warnings is told what the members should know of their data
     * @throws StudyStoppedException if the study cannot start, or ends or stays in a state without a result
     */
    StudyResult run(List<String> warnings) throws InterruptedException {
        if (book.spec().privacy().noise() != Noise.NONE) {
            PrivacyAccountant.of(book.spec().privacy())
                    .requireWithinBudget(book.spec().schedule().rounds());
        }
        List<DatasetManifest> manifests = new ArrayList<>();
        Map<MemberId, MemberNode> nodes = new TreeMap<>();
        for (StudyRun.MemberRows member : run.members()) {
            nodes.put(member.member().id(), node(member, manifests));
        }
        DataIssues issues = DataIssues.of(book.schema(), manifests);
        if (!issues.errors().isEmpty()) {
            throw new StudyStoppedException(String.join("\n", issues.errors()));
        }
        warnings.addAll(issues.warnings());
        around.progress().begins(book);
        MemberNode.Ended end = run(nodes);
        ModelState model = end.model()
                .orElseThrow(() -> new StudyStoppedException("study %s ended without a model. %s"
                        .formatted(book.spec().study(), whys(nodes))));
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
        var data = new LocalData(book, id, rows.train(), salt(id, storage.memory()));
        manifests.add(DatasetManifest.decode(data.manifest()));
        boolean lead = id.equals(file.members().get(0).id());
        var builder = new NodeBuilder(new StudySettings(id, book, BACK_OFF, around.clock()), around.parts())
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

    private byte[] salt(MemberId member, NodeState memory) {
        byte[] salt = memory.get(SALT).orElseGet(() -> newSalt(member));
        memory.put(SALT, salt);
        return salt;
    }

    /* Secret where the study protects its members; from the seed where its runs shall be alike. */
    private byte[] newSalt(MemberId member) {
        byte[] salt = new byte[DatasetManifest.SALT_BYTES];
        if (book.spec().privacy().noise() == Noise.SEEDED) {
            return DomainHash.of("credence/seeded-salt/1")
                    .digest(book.specHash())
                    .text(member.value())
                    .hash()
                    .bytes();
        }
        new SecureRandom().nextBytes(salt);
        return salt;
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
        var endings = new LinkedBlockingQueue<Optional<MemberNode.Ended>>();
        nodes.values().forEach(node -> around.threads().execute(() -> endings.add(run(node))));
        Optional<MemberNode.Ended> most = Optional.empty();
        int running = nodes.size();
        try {
            while (running > 0) {
                Optional<MemberNode.Ended> ending = endings.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (ending == null) {
                    requireHope(nodes);
                    continue;
                }
                running--;
                if (ending.isPresent()
                        && (most.isEmpty() || most.get().blocks() < ending.get().blocks())) {
                    most = ending;
                }
            }
        } finally {
            nodes.values().forEach(MemberNode::stop);
        }
        requireHope(nodes);
        return most.orElseThrow(() -> new StudyStoppedException("no node reached the end. " + whys(nodes)));
    }

    private Optional<MemberNode.Ended> run(MemberNode node) {
        try {
            return Optional.of(node.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failures.put(node.self(), String.valueOf(e.getMessage()));
            LOG.atWarn().addKeyValue("member", node.self()).setCause(e).log("node stopped");
        }
        return Optional.empty();
    }

    /** Whether it is still worth waiting; too few nodes, a dispute or silence end it. */
    private void requireHope(Map<MemberId, MemberNode> nodes) {
        int quorum = Quorum.of(nodes.size());
        if (nodes.size() - failures.size() < quorum) {
            throw new StudyStoppedException("study %s cannot go on: %d of %d members are left, a quorum is %d. %s"
                    .formatted(book.spec().study(), nodes.size() - failures.size(), nodes.size(), quorum, whys(nodes)));
        }
        Study study = around.offices()
                .member(file.members().get(0).id())
                .read(Keys.study(book.spec().study()))
                .orElse(null);
        if (study != null && (study.status() == Study.Status.DISPUTED || study.status() == Study.Status.ABORTED)) {
            throw new StudyStoppedException("study %s is %s in round %d: %s"
                    .formatted(
                            book.spec().study(),
                            study.status(),
                            study.round(),
                            study.status() == Study.Status.DISPUTED
                                    ? "no model can reach a quorum any more, so nothing is credited until the board rules"
                                    : "the board ended it"));
        }
        long silent = around.clock().millis() - lastBlockMillis.get();
        if (silent > patience().toMillis()) {
            throw new StudyStoppedException("study %s stands still since %d s in state %s. %s"
                    .formatted(
                            book.spec().study(),
                            silent / 1000,
                            study == null ? "not proposed" : study.status() + ", round " + study.round(),
                            whys(nodes)));
        }
    }

    private Duration patience() {
        ScheduleSpec schedule = book.spec().schedule();
        int longest = Math.max(
                Math.max(schedule.roundSeconds(), schedule.challengeSeconds()),
                Math.max(schedule.scoreCommitSeconds(), schedule.scoreRevealSeconds()));
        return PATIENCE.plusSeconds(longest);
    }

    private String whys(Map<MemberId, MemberNode> nodes) {
        var whys = new ArrayList<String>();
        failures.forEach((member, why) -> whys.add(member + " stopped: " + why));
        nodes.values().stream()
                .map(MemberNode::concern)
                .filter(concern -> !concern.isEmpty())
                .distinct()
                .forEach(whys::add);
        return whys.isEmpty() ? "No node says why." : String.join("\n", whys);
    }
}
