package org.credence.node.round;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.node.aggregation.Aggregator;
import org.credence.node.config.StudySpec;
import org.credence.node.data.DatasetManifest;
import org.credence.node.data.MalformedRowsException;
import org.credence.node.data.RawRows;
import org.credence.node.data.RowsCodec;
import org.credence.node.data.Schema;
import org.credence.node.data.Standardization;
import org.credence.node.model.Model;
import org.credence.node.model.ModelCodec;
import org.credence.node.model.ModelState;
import org.credence.node.privacy.PrivacyAccountant;
import org.credence.protocol.Budgets;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.Settlement;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;
import org.credence.protocol.encoding.Hashes;

/**
 * A study's public part: what everybody holds who takes part in it or audits it. Immutable.
 *
 * @param specHash the specification's, as the ledger has it
 * @param validation the board's rows, whose hash is in the specification
 */
public record StudyBook(StudySpec spec, Digest specHash, Schema schema, Model model, RawRows validation) {

    /** The book of this specification with these validation rows. */
    public static StudyBook of(StudySpec spec, RawRows validation) {
        Schema schema = Schema.of(spec.schema());
        Model model =
                Model.of(spec.model(), schema.task(), spec.schema().target().outputs(), schema.width());
        return new StudyBook(spec, Hashes.spec(spec), schema, model, validation);
    }

    /**
     * The book of these documents, whose parts fit together. Whether it is the study that was proposed is for the caller to compare:
     * {@link #specHash} and {@link #terms} are on the ledger.
     *
     * @param specification canonical JSON
     * @param validation canonical bytes of the rows that the specification names by hash
     * @throws IllegalArgumentException if either is broken, or the rows are not those
     */
    public static StudyBook decode(byte[] specification, byte[] validation) {
        StudySpec spec;
        try {
            spec = CanonicalJson.decode(specification, StudySpec.class);
        } catch (DecodeException e) {
            throw new IllegalArgumentException("the specification is broken: " + e.getMessage(), e);
        }
        Digest rows = Digest.sha256(validation);
        if (!rows.equals(spec.validation())) {
            throw new IllegalArgumentException(
                    "the validation rows hash to %s, the specification names %s".formatted(rows, spec.validation()));
        }
        try {
            return of(spec, new RowsCodec(Schema.of(spec.schema())).decode(validation));
        } catch (MalformedRowsException e) {
            throw new IllegalArgumentException("the validation rows are broken: " + e.getMessage(), e);
        }
    }

    /** What the ledger keeps of the study, if this organization proposed it. */
    public StudyTerms terms(MemberId lead) {
        Command.ProposeStudy proposal = proposal();
        return new StudyTerms(
                lead,
                proposal.specHash(),
                proposal.initial(),
                proposal.rounds(),
                proposal.window(),
                proposal.privacyBudget(),
                proposal.quorum(),
                proposal.receipts(),
                proposal.settlement(),
                proposal.deadlines());
    }

    /** The model that round 0 starts from. */
    public ModelState initial() {
        return new ModelState(spec.study(), 0, model.initial(spec.model().initial(), spec.seed()));
    }

    /** What the study's lead proposes: everything that the ledger keeps of the study follows from its specification. */
    public Command.ProposeStudy proposal() {
        StudySpec.ScheduleSpec schedule = spec.schedule();
        return new Command.ProposeStudy(
                spec.study(),
                specHash,
                ModelCodec.hash(initial()),
                schedule.rounds(),
                Collections.nCopies(schedule.rounds(), spec.incentive().budgetPerRound()),
                spec.contribution().window(),
                PrivacyAccountant.of(spec.privacy()).budgetMicros(),
                spec.aggregation().quorum(),
                spec.aggregation().receipts(),
                Settlement.valueOf(spec.incentive().settlement().name()),
                new Deadlines(
                        schedule.enrolSeconds(),
                        schedule.roundSeconds(),
                        schedule.scoreCommitSeconds(),
                        schedule.scoreRevealSeconds(),
                        schedule.challengeSeconds()));
    }

    /** Where the ledger has something else of the study than its specification says; empty if nowhere. */
    public Optional<String> disagreement(StudyId id, StudyTerms terms, Budgets budgets) {
        StudyTerms derived = terms(terms.lead());
        if (!spec.study().equals(id) || !terms.equals(derived)) {
            return Optional.of("%s proposed %s, the specification says %s".formatted(terms.lead(), terms, derived));
        }
        return budgets.perRound().equals(proposal().budgets())
                ? Optional.empty()
                : Optional.of("the rounds' budgets are not those of the specification");
    }

    /**
     * The manifests that the members enrolled with.
     *
     * @throws IllegalArgumentException if one is broken or of another study, member or schema, with the member's name
     */
    public List<DatasetManifest> manifests(SortedMap<MemberId, byte[]> encoded) {
        List<DatasetManifest> manifests = new ArrayList<>();
        encoded.forEach((member, bytes) -> {
            try {
                DatasetManifest manifest = DatasetManifest.decode(bytes);
                manifest.requireMatches(spec.study(), member, schema);
                manifests.add(manifest);
            } catch (DecodeException e) {
                throw new IllegalArgumentException(
                        "the manifest of %s is broken: %s".formatted(member, e.getMessage()), e);
            }
        });
        return manifests;
    }

    /** How rows become examples, the same for everybody. */
    public Standardization standardization(List<DatasetManifest> manifests) {
        return Standardization.of(schema, manifests);
    }

    /** What everybody computes alike, once the manifests of the enrolled members are known. */
    public StudyMath math(List<DatasetManifest> manifests) {
        SortedMap<MemberId, Long> rows = new TreeMap<>();
        manifests.forEach(manifest -> rows.put(manifest.member(), (long) manifest.rows()));
        var aggregator = new Aggregator(spec.aggregation().weights(), rows, model.parameterCount());
        return new StudyMath(
                spec,
                specHash,
                model,
                schema.digest(),
                aggregator,
                standardization(manifests).encode(validation));
    }
}
