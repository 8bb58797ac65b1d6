package org.credence.protocol.encoding;

import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.Settlement;
import org.credence.protocol.StudyId;

/** The hashes that stand on the ledger, each in its own domain. */
public final class Hashes {
    static final String SPEC_DOMAIN = "credence/spec/1";

    private Hashes() {}

    /** The hash of a study's specification: of its canonical JSON. */
    public static Digest spec(Record specification) {
        return DomainHash.of(SPEC_DOMAIN)
                .bytes(CanonicalJson.encode(specification))
                .hash();
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
