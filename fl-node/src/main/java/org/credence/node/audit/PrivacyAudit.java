package org.credence.node.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.credence.node.config.StudySpec;
import org.credence.node.data.DatasetManifest;
import org.credence.node.privacy.PrivacyAccountant;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.UpdateCommit;

/** What every commit of a study says besides its update: the privacy that it spent, the rows that it was trained on. */
final class PrivacyAudit {
    private final StudyRecord record;
    private final PrivacyAccountant accountant;
    private final AuditLog log;
    private final Map<Integer, Long> growths = new HashMap<>();
    private long commits;

    PrivacyAudit(StudyRecord record, StudySpec spec, AuditLog log) {
        this.record = record;
        this.accountant = PrivacyAccountant.of(spec.privacy());
        this.log = log;
    }

    void run(List<DatasetManifest> manifests) {
        manifests.forEach(this::member);
        log.passed(record.where(), "commits with the privacy that the accountant counts", commits);
        log.passed(record.where(), "members within the privacy budget", manifests.size());
    }

    private void member(DatasetManifest manifest) {
        MemberId member = manifest.member();
        int sent = 0;
        int otherRows = 0;
        long spent = 0;
        for (int round = 0; round < record.terms().rounds(); round++) {
            UpdateCommit commit =
                    record.find(Keys.commit(record.id(), round, member)).orElse(null);
            if (commit == null) {
                continue;
            }
            sent++;
            long growth = growths.computeIfAbsent(sent, accountant::growthMicros);
            if (commit.epsilonMicros() != growth) {
                throw new Disagreement(
                        record.round(round) + ", " + member,
                        "says that its update %d spends %d millionths of epsilon, the accountant counts %d"
                                .formatted(sent, commit.epsilonMicros(), growth));
            }
            spent = Math.addExact(spent, growth);
            otherRows += commit.examples() == manifest.rows() ? 0 : 1;
        }
        commits += sent;
        requireBudget(member, spent);
        if (otherRows > 0) {
            log.note(
                    record.where() + ", " + member,
                    "%d of %d commits name another number of rows than the %d of its manifest, which count"
                            .formatted(otherRows, sent, manifest.rows()));
        }
    }

    private void requireBudget(MemberId member, long spent) {
        long recorded = record.find(Keys.privacy(record.id(), member)).orElse(0L);
        long budget = record.terms().privacyBudget();
        if (spent != recorded || spent > budget) {
            throw new Disagreement(
                    record.where() + ", " + member,
                    "its commits spend %d millionths of epsilon, on record are %d, the budget is %d"
                            .formatted(spent, recorded, budget));
        }
    }
}
