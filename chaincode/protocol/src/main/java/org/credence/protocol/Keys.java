package org.credence.protocol;

import java.util.Arrays;
import java.util.List;

/** Where each fact is kept. */
public final class Keys {
    private Keys() {}

    /** How the consortium decides. */
    public static StateKey<Charter> charter() {
        return new StateKey<>(StateKind.CHARTER, List.of());
    }

    /** An organization's standing. */
    public static StateKey<Membership> member(MemberId member) {
        return key(StateKind.MEMBER, member);
    }

    /** An organization's node. */
    public static StateKey<NodeRecord> node(MemberId organization) {
        return key(StateKind.NODE, organization);
    }

    /** What a study's proposal fixed. */
    public static StateKey<StudyTerms> terms(StudyId study) {
        return key(StateKind.TERMS, study);
    }

    /** What a study's rounds are worth. */
    public static StateKey<Budgets> budgets(StudyId study) {
        return key(StateKind.BUDGETS, study);
    }

    /** Where a study stands. */
    public static StateKey<Study> study(StudyId study) {
        return key(StateKind.STUDY, study);
    }

    /** The hash of the manifest that a member enrolled with. */
    public static StateKey<Digest> enrolment(StudyId study, MemberId member) {
        return key(StateKind.ENROLMENT, study, member);
    }

    /** Who takes part in a started study. */
    public static StateKey<EnrolledSet> enrolled(StudyId study) {
        return key(StateKind.ENROLLED, study);
    }

    /** How a member's credit is divided. */
    public static StateKey<Split> split(StudyId study, MemberId member) {
        return key(StateKind.SPLIT, study, member);
    }

    /** A member's update for a round. */
    public static StateKey<UpdateCommit> commit(StudyId study, int round, MemberId member) {
        return key(StateKind.COMMIT, study, round, member);
    }

    /** What a member spent of its privacy budget, in millionths of epsilon. */
    public static StateKey<Long> privacy(StudyId study, MemberId member) {
        return key(StateKind.PRIVACY, study, member);
    }

    /** The model after a round, as a member attested it by a call of its own. */
    public static StateKey<Digest> attestation(StudyId study, int round, MemberId member) {
        return key(StateKind.ATTESTATION, study, round, member);
    }

    /** Whose updates make up a sealed round. */
    public static StateKey<IncludedSet> included(StudyId study, int round) {
        return key(StateKind.INCLUDED, study, round);
    }

    /** The agreed model after a round. */
    public static StateKey<AgreedModel> model(StudyId study, int round) {
        return key(StateKind.MODEL, study, round);
    }

    /** Where the scoring of a window stands. */
    public static StateKey<ScoreWindow> window(StudyId study, int window) {
        return key(StateKind.WINDOW, study, window);
    }

    /** A member's commitment to its scores. */
    public static StateKey<Digest> scoreCommit(StudyId study, int window, MemberId evaluator) {
        return key(StateKind.SCORE_COMMIT, study, window, evaluator);
    }

    /** The digest of a member's scores. */
    public static StateKey<Digest> scoreReveal(StudyId study, int window, MemberId evaluator) {
        return key(StateKind.SCORE_REVEAL, study, window, evaluator);
    }

    /** Whether an organization challenged a window's scores. */
    public static StateKey<Boolean> challenge(StudyId study, int window, MemberId organization) {
        return key(StateKind.CHALLENGE, study, window, organization);
    }

    /** What a window credited. */
    public static StateKey<Credits> credit(StudyId study, int window) {
        return key(StateKind.CREDIT, study, window);
    }

    /** What a study's final windows credited together. */
    public static StateKey<Earnings> earnings(StudyId study) {
        return key(StateKind.EARNINGS, study);
    }

    /** A study's statement of one epoch. */
    public static StateKey<Statement> statement(StudyId study, int epoch) {
        return key(StateKind.STATEMENT, study, epoch);
    }

    /** A study's newest approved epoch. */
    public static StateKey<Integer> approvedEpoch(StudyId study) {
        return key(StateKind.APPROVED_EPOCH, study);
    }

    /** What an account was paid. */
    public static StateKey<Long> claimed(StudyId study, AccountId account) {
        return key(StateKind.CLAIMED, study, account);
    }

    /** Where a statement's root was anchored. */
    public static StateKey<Anchor> anchor(StudyId study, int epoch) {
        return key(StateKind.ANCHOR, study, epoch);
    }

    /** What an organization's standing vote on a ballot is for. */
    public static StateKey<String> vote(Ballot ballot, MemberId organization) {
        return key(StateKind.VOTE, ballot.name(), organization);
    }

    /**
     * Something that a member is on record for.
     *
     * @param index of the round, or of the window for flags about scores
     */
    public static StateKey<Boolean> flag(StudyId study, MemberId member, FlagKind flag, int index) {
        return key(StateKind.FLAG, study, member, flag, index);
    }

    private static <T> StateKey<T> key(StateKind<T> kind, Object... attributes) {
        return new StateKey<>(
                kind, Arrays.stream(attributes).map(Object::toString).toList());
    }
}
