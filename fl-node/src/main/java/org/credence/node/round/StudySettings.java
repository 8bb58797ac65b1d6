package org.credence.node.round;

import java.time.Duration;
import java.time.InstantSource;
import org.credence.node.config.StudySpec;
import org.credence.node.config.WorkingHours;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;

/**
 * What a member's desk in a study is told.
 *
 * @param book the study; the desk enrols in the study with this specification's hash alone
 * @param backOff how much later at least each next member steps in for one that does not act; longer where the ledger is slow
 * @param hours in which the member trains; it seals, attests and scores at any time
 * @param clock the wall clock, which deadlines are compared with
 */
public record StudySettings(MemberId self, StudyBook book, Duration backOff, WorkingHours hours, InstantSource clock) {
    /** What members leave each other at least. */
    public static final Duration BACK_OFF = Duration.ofMillis(750);

    StudySpec spec() {
        return book.spec();
    }

    Digest specHash() {
        return book.specHash();
    }
}
