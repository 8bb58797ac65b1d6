package org.credence.node.cli.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.credence.node.round.Readings;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AccountId;
import org.credence.protocol.Charter;
import org.credence.protocol.Digest;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.NodeRecord;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.Statement;
import org.credence.protocol.StudyId;
import org.credence.protocol.UpdateCommit;

/** What the ledger knows of a matter, for whoever votes on it. */
final class BoardEvidence {
    private final StateView state;

    BoardEvidence(StateView state) {
        this.state = state;
    }

    /** How the consortium decides, and who belongs to it. */
    Sheet charter() {
        Charter charter = state.get(Keys.charter());
        if (charter == null) {
            throw new NotThereException(
                    "the consortium has no charter; 'credence board found' adopts one, once, for all its members");
        }
        var members = new Sheet();
        state.range(StateKind.MEMBER)
                .forEach(member ->
                        members.text(member.key().attribute(0), member.value().status()));
        return new Sheet()
                .number("threshold", charter.threshold())
                .texts("auditors", charter.auditors())
                .sheet("members", members);
    }

    /** An organization's standing, its node, and what it is on record for. */
    Sheet member(MemberId organization) {
        Membership standing = state.get(Keys.member(organization));
        NodeRecord node = state.get(Keys.node(organization));
        var sheet = new Sheet()
                .text("organization", organization)
                .text("standing", standing == null ? "no member" : standing.status());
        if (node == null) {
            sheet.text("node", "not registered");
        } else {
            sheet.sheet("node", node(node));
        }
        return sheet.texts("flags", flags(organization));
    }

    static Sheet node(NodeRecord node) {
        var roots = new ArrayList<Sheet>();
        node.tlsRoots()
                .forEach(root -> roots.add(new Sheet()
                        .text("subject", root.certificate().getSubjectX500Principal())
                        .text("expires", root.certificate().getNotAfter().toInstant())
                        .text("fingerprint", root.fingerprint())));
        return new Sheet()
                .text("address", node.address())
                .sheets("tlsRoots", roots)
                .text("signingKey", node.signingKey())
                .text("agreementKey", node.agreementKey())
                .text("registered", Instant.ofEpochSecond(node.registered()));
    }

    private List<String> flags(MemberId organization) {
        return state.range(StateKind.FLAG).stream()
                .filter(flag -> flag.key().attribute(1).equals(organization.value()))
                .map(flag -> "%s at %s of study %s"
                        .formatted(
                                flag.key().attribute(2),
                                flag.key().attribute(3),
                                flag.key().attribute(0)))
                .toList();
    }

    /** Who backs which model in a disputed study, and how many must. */
    Sheet dispute(StudyReading study) {
        EnrolledSet enrolled = state.get(Keys.enrolled(study.id()));
        if (enrolled == null) {
            throw new IllegalStateException("a disputed study has started");
        }
        int round = study.now().round();
        SortedMap<Digest, List<MemberId>> backers = new TreeMap<>();
        for (MemberId member : enrolled.members()) {
            UpdateCommit commit = state.get(Keys.commit(study.id(), round, member));
            Digest model = commit != null ? commit.base() : state.get(Keys.attestation(study.id(), round - 1, member));
            if (model != null) {
                backers.computeIfAbsent(model, any -> new ArrayList<>()).add(member);
            }
        }
        var models = new Sheet();
        backers.forEach((model, members) -> models.texts(model.hex(), members));
        return study.proposal()
                .number("round", round)
                .number("quorumOfEnrolled", enrolled.quorum())
                .number("backersNeeded", enrolled.leastIncluded())
                .sheet("backers", models);
    }

    /** Where a window's scoring stands: what was revealed by whom, what is published, who challenged it. */
    Sheet window(StudyId study, int index) {
        ScoreWindow window = state.get(Keys.window(study, index));
        if (window == null) {
            throw new NotThereException("window %s of study %s has not opened".formatted(index, study));
        }
        String number = Integer.toString(index);
        SortedMap<Digest, List<String>> revealed = new TreeMap<>();
        state.range(StateKind.SCORE_REVEAL, study.value(), number)
                .forEach(reveal -> revealed.computeIfAbsent(reveal.value(), any -> new ArrayList<>())
                        .add(reveal.key().attribute(2)));
        var digests = new Sheet();
        revealed.forEach((digest, evaluators) -> digests.texts(digest.hex(), evaluators));
        var sheet = new Sheet()
                .text("study", study)
                .number("window", index)
                .text("status", window.status())
                .text("since", Instant.ofEpochSecond(window.opened()))
                .texts("committed", evaluators(StateKind.SCORE_COMMIT, study, number))
                .sheet("revealed", digests)
                .text("digest", window.digest())
                .texts("challengedBy", evaluators(StateKind.CHALLENGE, study, number));
        if (window.vector() != null) {
            var scores = new Sheet();
            window.vector()
                    .scores()
                    .forEach(score -> scores.number(score.member().value(), score.score()));
            sheet.sheet("scores", scores);
        }
        return sheet;
    }

    private List<String> evaluators(StateKind<?> kind, StudyId study, String window) {
        return state.range(kind, study.value(), window).stream()
                .map(entry -> entry.key().attribute(2))
                .toList();
    }

    /**
     * Whether a statement owes no account more than the ledger has credited it by now. One that was proposed while the study went on owes
     * less; the next one makes up for it.
     */
    boolean isWithinCredit(StudyId study, Statement statement) {
        Map<AccountId, Long> earned = Readings.earnings(state, study).accounts().stream()
                .collect(Collectors.toMap(AccountAmount::account, AccountAmount::amount));
        return statement.amounts().stream()
                .allMatch(amount -> amount.amount() <= earned.getOrDefault(amount.account(), 0L));
    }

    /** A statement, and whether it says what the study credited; of one that is not proposed, what it would say. */
    Sheet statement(StudyId study, int epoch) {
        Statement statement = state.get(Keys.statement(study, epoch));
        var earned = Readings.earnings(state, study).accounts();
        var amounts = new Sheet();
        (statement == null ? earned : statement.amounts())
                .forEach(amount -> amounts.number(amount.account().value(), amount.amount()));
        var sheet = new Sheet()
                .text("study", study)
                .number("epoch", epoch)
                .flag("proposed", statement != null)
                .flag("approved", epoch <= Readings.approvedEpoch(state, study));
        if (statement != null) {
            sheet.text("root", statement.root())
                    .flag("withinCredit", isWithinCredit(study, statement))
                    .flag("saysWhatWasCredited", statement.amounts().equals(earned));
        }
        return sheet.sheet("accounts", amounts);
    }
}
