package org.credence.protocol.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.Settlement;
import org.credence.protocol.StudyId;
import org.junit.jupiter.api.Test;

/**
 * Golden vectors, made with Python's hashlib from the package's description: SHA-256 over fields that are each preceded by their length
 * ({@code struct.pack('>I', n)}), numbers as {@code struct.pack('>q', x)}.
 */
class HashesTest {
    private static final StudyId STUDY = new StudyId("S");
    private static final ScoreVector SCORES =
            new ScoreVector(List.of(new MemberScore(new MemberId("Bee"), 12), new MemberScore(new MemberId("A"), -7)));
    private static final Digest SCORES_HASH =
            Digest.ofHex("6c21192764fc68e6163d6159afafa76f886b70f604012214ec4694dedd9765cc");

    @Test
    void scores() {
        assertThat(Hashes.scores(STUDY, 3, SCORES)).isEqualTo(SCORES_HASH);
        assertThat(Hashes.scores(STUDY, 0, new ScoreVector(List.of())).hex())
                .isEqualTo("068d00959f161721940ab6e0bfc15f03635f9cd402ee4756ed523f06b66bdd29");
    }

    @Test
    void scoreCommitment() {
        assertThat(Hashes.scoreCommitment(STUDY, 3, new MemberId("A"), SCORES_HASH, "nonce")
                        .hex())
                .isEqualTo("1cbe756e5b5a88b7c6515744db8acef712a9a55a3b13d25cb40550b7b7126527");
    }

    @Test
    void statementDomain() {
        assertThat(Hashes.statementDomain(Settlement.LEDGER, STUDY).hex())
                .isEqualTo("3fac03664e9f3e9e83c596f45c62d2ead7f9d1555012fd47de8d65a37bf1f6ea");
        assertThat(Hashes.statementDomain(Settlement.EVM, STUDY).hex())
                .isEqualTo("80e87f12de3d9ef9dac74a061d118a304a0194c459cd18a6cd628a6b63c00e42");
    }

    @Test
    void specification() {
        assertThat(Hashes.spec(new Deadlines(1, 2, 3, 4, 5)).hex())
                .isEqualTo("0fc5da36bda0225d315604331141108b48008a69496818befbc8394b4c453939");
    }

    @Test
    void fieldsCannotRunIntoEachOther() {
        assertThat(DomainHash.of("credence/test/1").text("ab").text("c").hash())
                .isNotEqualTo(
                        DomainHash.of("credence/test/1").text("a").text("bc").hash());
        assertThatThrownBy(() -> DomainHash.of("other/test/1")).isInstanceOf(IllegalArgumentException.class);
    }

    private record Specification(String title) {}

    @Test
    void aStoreHasASpecificationUnderTheHashOnTheLedger() {
        var specification = new Specification("A study");
        byte[] json = CanonicalJson.encode(specification);

        byte[] content = Hashes.specContent(json);

        assertThat(Digest.sha256(content)).isEqualTo(Hashes.spec(specification));
        assertThat(Hashes.specOf(content)).isEqualTo(json);
    }

    @Test
    void otherContentIsNoSpecification() {
        byte[] content = Hashes.specContent(CanonicalJson.encode(new Specification("A study")));
        for (int length = 0; length < content.length; length++) {
            byte[] cut = Arrays.copyOf(content, length);
            assertThatThrownBy(() -> Hashes.specOf(cut)).isInstanceOf(DecodeException.class);
        }
        byte[] longer = Arrays.copyOf(content, content.length + 1);
        assertThatThrownBy(() -> Hashes.specOf(longer)).isInstanceOf(DecodeException.class);
    }
}
