package org.credence.protocol.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.Settlement;
import org.credence.protocol.StudyId;

/** The hashes that stand on the ledger, each in its own domain. */
public final class Hashes {
    private static final String SPEC = "credence/spec/1";
    private static final byte[] SPEC_START = ByteBuffer.allocate(Integer.BYTES + SPEC.length())
            .putInt(SPEC.length())
            .put(SPEC.getBytes(StandardCharsets.US_ASCII))
            .array();

    private Hashes() {}

    /** The hash of a study's specification: of its canonical JSON. */
    public static Digest spec(Record specification) {
        return DomainHash.of(SPEC).bytes(CanonicalJson.encode(specification)).hash();
    }

    /**
     * The bytes whose plain SHA-256 is the hash of a specification, so that a store which addresses content by SHA-256 has the
     * specification under the hash on the ledger.
     *
     * @param specification canonical JSON
     */
    public static byte[] specContent(byte[] specification) {
        return ByteBuffer.allocate(SPEC_START.length + specification.length + Integer.BYTES)
                .put(SPEC_START)
                .putInt(specification.length)
                .put(specification)
                .array();
    }

    /**
     * The specification in what {@link #specContent} made.
     *
     * @throws DecodeException if these bytes are something else
     */
    public static byte[] specOf(byte[] content) {
        var in = ByteBuffer.wrap(content);
        if (content.length < SPEC_START.length + Integer.BYTES
                || !in.slice(0, SPEC_START.length).equals(ByteBuffer.wrap(SPEC_START))
                || in.position(SPEC_START.length).getInt() != in.remaining()) {
            throw new DecodeException("not a specification as it is hashed: it starts with its domain and its length");
        }
        byte[] specification = new byte[in.remaining()];
        in.get(specification);
        return specification;
    }

    /** What evaluators reveal: the hash of their scores of one window. */
    public static Digest scores(StudyId study, int window, ScoreVector vector) {
        DomainHash hash = DomainHash.of("credence/scores/1").text(study.value()).number(window);
        for (MemberScore score : vector.scores()) {
            hash.text(score.member().value()).number(score.score());
        }
        return hash.hash();
    }

    /**
     * What evaluators commit to before anyone reveals. It binds study, window and evaluator, so that a copy of somebody else's
     * commitment cannot be opened.
     *
     * @param nonce secret until the reveal, and not to be guessed
     */
    public static Digest scoreCommitment(StudyId study, int window, MemberId evaluator, Digest scores, String nonce) {
        return DomainHash.of("credence/score-commit/1")
                .text(study.value())
                .number(window)
                .text(evaluator.value())
                .digest(scores)
                .text(nonce)
                .hash();
    }

    /** The domain of the leaves of a study's statements: proofs of one study or settlement prove nothing in another. */
    public static Digest statementDomain(Settlement settlement, StudyId study) {
        return DomainHash.of("credence/statement/1")
                .text(settlement.name())
                .text(study.value())
                .hash();
    }
}
