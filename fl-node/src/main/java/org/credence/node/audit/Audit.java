package org.credence.node.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.node.evidence.RunFolder;
import org.credence.node.evidence.StudyFolder;
import org.credence.protocol.StateKind;
import org.credence.protocol.StudyId;

/**
 * Derives a run's results again from what the run left, and stops at the first thing that does not agree. Reads files, and blocks of peers if it is given any; a run may
 * be audited as often as one likes, also while another process reads it, but not while its ledger is running.
 */
public final class Audit {
    /** How much of a run's record is there. */
    private enum Scope {
        RUN,
        LEDGER
    }

    private final RunFolder folder;
    private final Scope scope;
    private final Optional<PeerAudit> peers;

    private Audit(RunFolder folder, Scope scope, Optional<PeerAudit> peers) {
        this.folder = folder;
        this.scope = scope;
        this.peers = peers;
    }

    /** The audit of the run in this folder. */
    public static Audit of(Path folder) {
        return new Audit(new RunFolder(folder), Scope.RUN, Optional.empty());
    }

    /**
     * The audit of a folder that holds a ledger's blocks and nothing else, as they were copied from a channel: blocks, signatures,
     * endorsements and the rules behind every call. What follows from updates and rows is noted as left out.
     */
    public static Audit ofLedger(Path folder) {
        return new Audit(new RunFolder(folder), Scope.LEDGER, Optional.empty());
    }

    /**
     * This audit, which also compares the blocks with those of the channel's peers: each must have all of them, alike.
     *
     * @param patience how long a peer may take for a block; one that it has not delivered by then it does not have
     */
    public Audit against(PeerBlocks channel, Duration patience) {
        return new Audit(folder, scope, Optional.of(new PeerAudit(channel, patience)));
    }

    /**
     * Runs the audit to its end or to the first finding.
     *
     * @param listener is told of every check as it passes
     * @throws NoSuchFileException if the folder holds no run, that is no ledger with blocks
     * @throws IOException if the folder cannot be read, or the thread is interrupted while it waits for a peer
     */
    public AuditReport run(AuditListener listener) throws IOException {
        Path blocks = LedgerStore.blocksFile(folder.ledger());
        if (!Files.isRegularFile(blocks)) {
            throw new NoSuchFileException(blocks.toString());
        }
        var log = new AuditLog(listener);
        var evidence = new Evidence(folder);
        Optional<LedgerHead> head = Optional.empty();
        Optional<Finding> finding = Optional.empty();
        try {
            var ledger = new LedgerAudit();
            head = Optional.of(ledger.run(blocks, evidence, log));
            listener.ledger(head.get());
            if (peers.isPresent()) {
                peers.get().run(ledger.blocks(), log);
            }
            if (scope == Scope.RUN) {
                new CertificateAudit(evidence).run(ledger.configurations(), ledger.senders(), log);
                studies(ledger.replay(), evidence, log);
                new ReportAudit(evidence).run(ledger.replay().state(), head.get(), log);
            } else {
                known(ledger.replay()).forEach(study -> leftOut(study, log));
            }
        } catch (Disagreement e) {
            finding = Optional.of(e.finding());
        }
        return new AuditReport(head, log.checks(), log.notes(), evidence.files(), finding);
    }

    private static List<StudyId> known(CallReplay replay) {
        return replay.state().range(StateKind.TERMS).stream()
                .map(terms -> new StudyId(terms.key().attribute(0)))
                .toList();
    }

    private static void leftOut(StudyId study, AuditLog log) {
        log.note(
                "study " + study,
                "aggregates and scores were not derived again: that takes the updates and rows of its run's folder");
    }

    private void studies(CallReplay replay, Evidence evidence, AuditLog log) throws IOException {
        List<StudyId> studies = known(replay);
        for (StudyId study : studies) {
            new StudyAudit(new StudyRecord(study, replay.state()), replay.rulings(), evidence, log).run();
        }
        for (Path place : Evidence.entries(folder.studies())) {
            requireOnLedger(place, studies, evidence);
        }
    }

    /** A study that was prepared and never proposed leaves a folder without results; results come from a ledger. */
    private static void requireOnLedger(Path place, List<StudyId> studies, Evidence evidence) {
        String name = String.valueOf(place.getFileName());
        boolean known = studies.stream().anyMatch(study -> study.value().equals(name));
        var results = new StudyFolder(place);
        if (!known && (Files.exists(results.model()) || Files.exists(results.statement(1)))) {
            throw new Disagreement(
                    "study " + name,
                    evidence.named(place) + " holds results, but the ledger has no such study: blocks are missing");
        }
    }
}
