package org.credence.node.update;

import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;

/**
 * What an update belongs to.
 *
 * @param round from 0
 * @param base hash of the model that training started from
 * @param schema hash of the schema and domain that give the parameters their meaning
 */
public record UpdateHeader(StudyId study, int round, MemberId member, Digest base, Digest schema) {
    public UpdateHeader {
        if (round < 0) {
            throw new IllegalArgumentException("a round must not be negative, was " + round);
        }
    }
}
