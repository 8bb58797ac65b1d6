package org.credence.protocol;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kind of fact on the ledger: the type of its values and what its keys are made of. One key holds one fact, so that members who
 * act at the same time write different keys.
 *
 * <p>Values are stored as canonical JSON. Attributes are ASCII text; numbers are plain decimals.
 *
 * @param <T> type of the values
 */
public final class StateKind<T> {
    /** () to how the consortium decides. */
    public static final StateKind<Charter> CHARTER = new StateKind<>("charter", Charter.class, 0);
    /** (member) to its standing. */
    public static final StateKind<Membership> MEMBER = new StateKind<>("member", Membership.class, 1);
    /** (organization) to its node. */
    public static final StateKind<NodeRecord> NODE = new StateKind<>("node", NodeRecord.class, 1);
    /** (study) to what its proposal fixed. */
    public static final StateKind<StudyTerms> TERMS = new StateKind<>("terms", StudyTerms.class, 1);
    /** (study) to what its rounds are worth. */
    public static final StateKind<Budgets> BUDGETS = new StateKind<>("budgets", Budgets.class, 1);
    /** (study) to where it stands. */
    public static final StateKind<Study> STUDY = new StateKind<>("study", Study.class, 1);
    /** (study, member) to the hash of its manifest. */
    public static final StateKind<Digest> ENROLMENT = new StateKind<>("enrolment", Digest.class, 2);
    /** (study) to who takes part, from the start on. */
    public static final StateKind<EnrolledSet> ENROLLED = new StateKind<>("enrolled", EnrolledSet.class, 1);
    /** (study, member) to how its credit is divided. */
    public static final StateKind<Split> SPLIT = new StateKind<>("split", Split.class, 2);
    /** (study, round, member) to its update. */
    public static final StateKind<UpdateCommit> COMMIT = new StateKind<>("commit", UpdateCommit.class, 3);
    /** (study, member) to the sum of its commits' privacy, in millionths of epsilon. */
    public static final StateKind<Long> PRIVACY = new StateKind<>("privacy", Long.class, 2);
    /** (study, round, member) to the model after the round, as attested by a call of its own. */
    public static final StateKind<Digest> ATTESTATION = new StateKind<>("attestation", Digest.class, 3);
    /** (study, round) to whose updates make it up, once it is sealed. */
    public static final StateKind<IncludedSet> INCLUDED = new StateKind<>("included", IncludedSet.class, 2);
    /** (study, round) to the agreed model after it. */
    public static final StateKind<AgreedModel> MODEL = new StateKind<>("model", AgreedModel.class, 2);
    /** (study, window) to where its scoring stands. */
    public static final StateKind<ScoreWindow> WINDOW = new StateKind<>("window", ScoreWindow.class, 2);
    /** (study, window, member) to its commitment to scores. */
    public static final StateKind<Digest> SCORE_COMMIT = new StateKind<>("scoreCommit", Digest.class, 3);
    /** (study, window, member) to the digest of its scores. */
    public static final StateKind<Digest> SCORE_REVEAL = new StateKind<>("scoreReveal", Digest.class, 3);
    /** (study, window, organization) to true, where it challenged the scores. */
    public static final StateKind<Boolean> CHALLENGE = new StateKind<>("challenge", Boolean.class, 3);
    /** (study, window) to what it credited. */
    public static final StateKind<Credits> CREDIT = new StateKind<>("credit", Credits.class, 2);
    /** (study) to what its final windows credited together. */
    public static final StateKind<Earnings> EARNINGS = new StateKind<>("earnings", Earnings.class, 1);
    /** (study, epoch) to the statement. */
    public static final StateKind<Statement> STATEMENT = new StateKind<>("statement", Statement.class, 2);
    /** (study) to its newest approved epoch. */
    public static final StateKind<Integer> APPROVED_EPOCH = new StateKind<>("approvedEpoch", Integer.class, 1);
    /** (study, account) to what it was paid, cumulative. */
    public static final StateKind<Long> CLAIMED = new StateKind<>("claimed", Long.class, 2);
    /** (study, epoch) to where its root was anchored. */
    public static final StateKind<Anchor> ANCHOR = new StateKind<>("anchor", Anchor.class, 2);
    /** (ballot, organization) to what its standing vote is for. */
    public static final StateKind<String> VOTE = new StateKind<>("vote", String.class, 2);
    /** (study, member, flag, round or window) to true. */
    public static final StateKind<Boolean> FLAG = new StateKind<>("flag", Boolean.class, 4);

    private static final Map<String, StateKind<?>> BY_NAME = Stream.of(
                    CHARTER,
                    MEMBER,
                    NODE,
                    TERMS,
                    BUDGETS,
                    STUDY,
                    ENROLMENT,
                    ENROLLED,
                    SPLIT,
                    COMMIT,
                    PRIVACY,
                    ATTESTATION,
                    INCLUDED,
                    MODEL,
                    WINDOW,
                    SCORE_COMMIT,
                    SCORE_REVEAL,
                    CHALLENGE,
                    CREDIT,
                    EARNINGS,
                    STATEMENT,
                    APPROVED_EPOCH,
                    CLAIMED,
                    ANCHOR,
                    VOTE,
                    FLAG)
            .collect(Collectors.toMap(
                    StateKind::name,
                    Function.identity(),
                    (one, other) -> {
                        throw new IllegalStateException("two kinds are named " + one);
                    },
                    TreeMap::new));

    private final String name;
    private final Class<T> type;
    private final int attributes;

    private StateKind(String name, Class<T> type, int attributes) {
        this.name = name;
        this.type = type;
        this.attributes = attributes;
    }

    /** The kind with this name, or null. */
    public static @Nullable StateKind<?> named(String name) {
        return BY_NAME.get(name);
    }

    /** All kinds, in the order of their names. */
    public static List<StateKind<?>> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** The object type in the ledger's composite keys. */
    public String name() {
        return name;
    }

    /** Type of the values. */
    public Class<T> type() {
        return type;
    }

    /** How many attributes a key has. */
    public int attributes() {
        return attributes;
    }

    @Override
    public String toString() {
        return name;
    }
}
