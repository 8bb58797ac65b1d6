package org.credence.node.audit;

import java.nio.file.Files;
import java.util.List;
import org.credence.node.data.DatasetManifest;
import org.credence.node.evidence.StudyFolder;
import org.credence.node.model.ModelCodec;
import org.credence.node.model.ModelState;
import org.credence.node.round.StudyBook;
import org.credence.protocol.Digest;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Study;

/** One study, from its specification to its claims, as far as it went. */
final class StudyAudit {
    private final StudyRecord record;
    private final Rulings rulings;
    private final Evidence evidence;
    private final AuditLog log;

    StudyAudit(StudyRecord record, Rulings rulings, Evidence evidence, AuditLog log) {
        this.record = record;
        this.rulings = rulings;
        this.evidence = evidence;
        this.log = log;
    }

    void run() {
        var specification = new SpecificationAudit(record, evidence);
        StudyBook book = specification.book(log);
        Study study = record.study();
        ModelState model = book.initial();
        EnrolledSet enrolled = record.enrolled().orElse(null);
        if (enrolled != null) {
            List<DatasetManifest> manifests = specification.manifests(book, enrolled.members(), log);
            model = new RoundAudit(record, book.math(manifests), rulings, evidence, log).run(model);
            new PrivacyAudit(record, book.spec(), log).run(manifests);
        }
        requireModel(study, model);
        new SettlementAudit(record, evidence, log).run(new CreditAudit(record, log).run());
        Flags.note(record, log);
    }

    private void requireModel(Study study, ModelState model) {
        StudyFolder folder = evidence.folder().study(record.id());
        if (study.status() != Study.Status.COMPLETE) {
            log.note(record.where(), "is %s in round %d".formatted(study.status(), study.round()));
            if (Files.exists(folder.model())) {
                throw new Disagreement(
                        record.where(),
                        "%s is there, but the ledger has the study %s in round %d: blocks are missing"
                                .formatted(evidence.named(folder.model()), study.status(), study.round()));
            }
            return;
        }
        Digest derived = ModelCodec.hash(model);
        if (!derived.equals(study.finalModel())) {
            throw new Disagreement(
                    record.where(),
                    "the final model is %s, the updates add up to %s".formatted(study.finalModel(), derived));
        }
        evidence.requireEqual(folder.model(), ModelCodec.encode(model), record.where());
        log.passed(record.where(), "final model, byte for byte", 1);
    }
}
