package org.credence.protocol.rules;

import java.util.List;
import org.credence.protocol.Budgets;
import org.credence.protocol.Code;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Role;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of rounds, scores and settlement ask about a study. The terms and the enrolled set never change, so whoever reads
 * them conflicts with nobody; the study's own record changes with every seal and is read where it matters alone.
 */
final class Studies {
    private final Transaction tx;
    private final Consortium consortium;

    Studies(Transaction tx, Consortium consortium) {
        this.tx = tx;
        this.consortium = consortium;
    }

    /** The terms of a study; refuses a name that no proposal has. */
    StudyTerms terms(StudyId id) {
        StudyTerms terms = tx.get(Keys.terms(id));
        if (terms == null) {
            throw new Refusal(Code.UNKNOWN_STUDY, "no study is named %s".formatted(id));
        }
        return terms;
    }

    /** Refuses everyone but active members that are enrolled in the study. */
    StudyTerms insider(StudyId id) {
        consortium.requireCaller(Role.MEMBER);
        StudyTerms terms = terms(id);
        if (!isEnrolled(id, tx.me())) {
            throw notEnrolled(id);
        }
        return terms;
    }

    Refusal notEnrolled(StudyId id) {
        return new Refusal(Code.NOT_ENROLLED, "%s is not enrolled in study %s".formatted(tx.me(), id));
    }

    boolean isEnrolled(StudyId id, MemberId member) {
        EnrolledSet fixed = enrolledOrNull(id);
        return fixed == null
                ? tx.has(Keys.enrolment(id, member))
                : fixed.members().contains(member);
    }

    /** Where a study with terms stands. */
    Study study(StudyId id) {
        Study study = tx.get(Keys.study(id));
        if (study == null) {
            throw new IllegalStateException("study " + id + " has terms and no state");
        }
        return study;
    }

    /** Who takes part, or null before the start. */
    @Nullable
    EnrolledSet enrolledOrNull(StudyId id) {
        return tx.get(Keys.enrolled(id));
    }

    /** Who takes part in a study that has started. */
    EnrolledSet enrolled(StudyId id) {
        EnrolledSet enrolled = enrolledOrNull(id);
        if (enrolled == null) {
            throw new IllegalStateException("study " + id + " has not started");
        }
        return enrolled;
    }

    /** What the rounds of a study with terms are worth. */
    Budgets budgets(StudyId id) {
        Budgets budgets = tx.get(Keys.budgets(id));
        if (budgets == null) {
            throw new IllegalStateException("study " + id + " has terms and no budgets");
        }
        return budgets;
    }

    /** A window of a study; refuses an index that the study does not have, and every index before the start. */
    ScoreWindow window(StudyId id, StudyTerms terms, int index) {
        if (!terms.hasWindow(index) || enrolledOrNull(id) == null) {
            throw new Refusal(
                    Code.UNKNOWN_WINDOW,
                    "study %s has the windows 0 to %s once it has started, was %s"
                            .formatted(id, terms.windows() - 1, index));
        }
        ScoreWindow record = tx.get(Keys.window(id, index));
        return record == null ? ScoreWindow.UNOPENED : record;
    }

    /** Those enrolled who are not in the list and may still act, in the order of their ids. */
    List<MemberId> awaited(List<MemberId> candidates, List<MemberId> done) {
        return candidates.stream()
                .filter(member -> !done.contains(member) && consortium.isActive(member))
                .toList();
    }

    /** Whether a phase that began at {@code opened} has lasted as long as it may, in seconds; no sum that could overflow. */
    boolean hasPassed(long opened, long duration) {
        return secondsLeft(opened, duration) <= 0;
    }

    /** How long a phase still lasts. */
    long secondsLeft(long opened, long duration) {
        return duration - (tx.now() - opened);
    }

    /** Refuses unless the study is in one of these phases. */
    void requireStatus(StudyId id, Study study, String call, Study.Status... allowed) {
        if (!List.of(allowed).contains(study.status())) {
            throw new Refusal(
                    Code.WRONG_PHASE,
                    "study %s is %s; %s needs it to be %s".formatted(id, study.status(), call, List.of(allowed)));
        }
    }
}
