package org.credence.node.cli.site;

import org.credence.protocol.StudyId;

/**
 * How a member's part in a study stands.
 *
 * @param words what it does, or what keeps it from doing something and what to do then
 */
public record SeatStatus(StudyId study, Phase phase, String words) {
    /** Whether the member takes part. */
    public enum Phase {
        /** Something is missing that may yet come: documents, data, the ledger. */
        WAITING,
        /** The member's policy forbids it. */
        REFUSED,
        /** The node does what the study asks. */
        ACTIVE,
        /** The study asks nothing of this member any more. */
        DONE
    }
}
