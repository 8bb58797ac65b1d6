package org.credence.node.audit;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.node.config.StudySpec;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.MalformedRowsException;
import org.credence.node.data.RawRows;
import org.credence.node.data.RowsCodec;
import org.credence.node.data.Schema;
import org.credence.node.evidence.StudyFolder;
import org.credence.node.round.StudyBook;
import org.credence.protocol.Budgets;
import org.credence.protocol.Command;
import org.credence.protocol.Digest;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;
import org.credence.protocol.encoding.Hashes;

/** What a study is made of: its specification, the validation rows, the initial model, the members' manifests. */
final class SpecificationAudit {
    private final StudyRecord record;
    private final Evidence evidence;
    private final StudyFolder folder;

    SpecificationAudit(StudyRecord record, Evidence evidence) {
        this.record = record;
        this.evidence = evidence;
        this.folder = evidence.folder().study(record.id());
    }

    /** The study's book, from files whose hashes are on the ledger. */
    StudyBook book(AuditLog log) {
        StudySpec spec = specification();
        StudyBook book;
        try {
            book = StudyBook.of(spec, validation(spec));
        } catch (IllegalArgumentException e) {
            throw new Disagreement(record.where(), "the specification cannot be used: " + e.getMessage(), e);
        }
        requireTerms(book);
        log.passed(record.where(), "specification, terms, validation rows and initial model", 4);
        return book;
    }

    private StudySpec specification() {
        byte[] json = evidence.read(folder.specification(), record.where());
        StudySpec spec;
        try {
            spec = CanonicalJson.decode(json, StudySpec.class);
        } catch (DecodeException e) {
            throw new Disagreement(record.where(), evidence.named(folder.specification()) + ": " + e.getMessage(), e);
        }
        Digest hash = Hashes.spec(spec);
        Digest expected = record.terms().specHash();
        if (!hash.equals(expected)) {
            throw new Disagreement(
                    record.where(),
                    "%s hashes to %s, the members approved %s"
                            .formatted(evidence.named(folder.specification()), hash, expected));
        }
        evidence.confirm(folder.specification());
        return spec;
    }

    private RawRows validation(StudySpec spec) {
        byte[] bytes = evidence.read(folder.validation(), record.where());
        Digest hash = Digest.sha256(bytes);
        if (!hash.equals(spec.validation())) {
            throw new Disagreement(
                    record.where(),
                    "%s hashes to %s, the specification names %s"
                            .formatted(evidence.named(folder.validation()), hash, spec.validation()));
        }
        try {
            RawRows rows = new RowsCodec(Schema.of(spec.schema())).decode(bytes);
            evidence.confirm(folder.validation());
            return rows;
        } catch (MalformedRowsException e) {
            throw new Disagreement(record.where(), evidence.named(folder.validation()) + ": " + e.getMessage(), e);
        }
    }

    private void requireTerms(StudyBook book) {
        Command.ProposeStudy proposal = book.proposal();
        StudyTerms terms = record.terms();
        StudyTerms derived = book.terms(terms.lead());
        if (!proposal.study().equals(record.id()) || !terms.equals(derived)) {
            throw new Disagreement(
                    record.where(),
                    "%s proposed %s, the specification says %s".formatted(terms.lead(), terms, derived));
        }
        Budgets budgets = record.require(Keys.budgets(record.id()));
        if (!budgets.perRound().equals(proposal.budgets())) {
            throw new Disagreement(record.where(), "the rounds' budgets are not those of the specification");
        }
    }

    /** The manifests of those who take part, by the hashes that they enrolled with. */
    List<DatasetManifest> manifests(StudyBook book, List<MemberId> enrolled, AuditLog log) {
        SortedMap<MemberId, byte[]> encoded = new TreeMap<>();
        for (MemberId member : enrolled) {
            Digest digest = record.require(Keys.enrolment(record.id(), member));
            encoded.put(member, evidence.content(digest, record.where() + ", " + member, "manifest"));
        }
        try {
            List<DatasetManifest> manifests = book.manifests(encoded);
            log.passed(record.where(), "manifests that the members enrolled with", manifests.size());
            return manifests;
        } catch (IllegalArgumentException e) {
            throw new Disagreement(record.where(), String.valueOf(e.getMessage()), e);
        }
    }
}
