package org.credence.node.data;

import java.util.ArrayList;
import java.util.List;
import org.credence.node.config.StudyMember;
import org.credence.protocol.StudyId;

/**
 * One study that is run on the ledger: all of it, or the one of a fold.
 *
 * @param members in the order of the study file
 * @param validation released to the evaluators; its canonical bytes are hashed into the specification
 * @param commonTest rows of a common test file; none unless the study has one
 */
public record StudyRun(StudyId study, List<MemberRows> members, RawRows validation, RawRows commonTest) {

    /**
     * A member's rows in this run.
     *
     * @param train at least one
     * @param test held out by the member; may be none
     */
    public record MemberRows(StudyMember member, RawRows train, RawRows test) {}

    public StudyRun {
        members = List.copyOf(members);
    }

    /** Every test row: of the common file, then of the members in their order. Empty for the last run of a cross-validation. */
    public RawRows test() {
        List<RawRows> parts = new ArrayList<>();
        parts.add(commonTest);
        members.forEach(member -> parts.add(member.test()));
        return RawRows.concat(parts);
    }

    /** Every training row, in the order of the members: what one party would train on if it had them all. */
    public RawRows pooledTrain() {
        return RawRows.concat(members.stream().map(MemberRows::train).toList());
    }
}
