package org.credence.node.update;

import java.util.SplittableRandom;
import org.credence.node.model.ParameterVector;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;

/** Updates for tests. */
public final class Updates {
    public static final UpdateHeader HEADER = new UpdateHeader(
            new StudyId("trial"),
            258,
            new MemberId("HospitalA"),
            Digest.sha256(new byte[] {1}),
            Digest.sha256(new byte[] {2}));

    private Updates() {}

    public static UpdateHeader header(String member) {
        return new UpdateHeader(HEADER.study(), HEADER.round(), new MemberId(member), HEADER.base(), HEADER.schema());
    }

    /** Values of every size up to the bound: each has a random number of significant bits. */
    public static ParameterVector delta(SplittableRandom random, int length, long bound) {
        long[] fixed = new long[length];
        for (int i = 0; i < length; i++) {
            long value = random.nextLong() >> random.nextInt(Long.SIZE);
            fixed[i] = Math.max(-bound, Math.min(bound, value));
        }
        return ParameterVector.ofFixed(fixed);
    }
}
