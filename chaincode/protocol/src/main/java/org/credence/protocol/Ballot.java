package org.credence.protocol;

/**
 * A question that the board votes on. An organization has one standing vote on each, which it may change until the question is decided.
 *
 * @param name names the question for good: votes of one decision never count in another
 */
public record Ballot(String name) {
    /** Whether a member, whose standing changed {@code version} times so far, shall have this standing. */
    public static Ballot membership(Membership.Status next, MemberId member, int version) {
        return of("member", next, member, version);
    }

    /** Which threshold shall replace this one. */
    public static Ballot threshold(int current) {
        return of("threshold", current);
    }

    /** Whether a study shall open. */
    public static Ballot approval(StudyId study) {
        return of("approve", study);
    }

    /** Whether a study shall end. */
    public static Ballot abort(StudyId study) {
        return of("abort", study);
    }

    /** Which model a study, disputed in this round, shall go on from. */
    public static Ballot resolution(StudyId study, int round) {
        return of("resolve", study, round);
    }

    /** Which scores a window shall have. */
    public static Ballot scores(StudyId study, int window) {
        return of("rule", study, window);
    }

    /** Whether a statement shall be paid. */
    public static Ballot statement(StudyId study, int epoch) {
        return of("statement", study, epoch);
    }

    /** Where a statement's root was anchored. */
    public static Ballot anchor(StudyId study, int epoch) {
        return of("anchor", study, epoch);
    }

    private static Ballot of(Object... parts) {
        var name = new StringBuilder();
        for (Object part : parts) {
            name.append(name.isEmpty() ? "" : "/").append(part);
        }
        return new Ballot(name.toString());
    }
}
