package org.credence.node.cli.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.credence.node.cli.local.FoundedStudy;
import org.credence.node.cli.local.SmallStudy;
import org.credence.node.config.MemberPolicy;
import org.credence.node.config.StudyFile;
import org.credence.node.config.WorkingHours;
import org.credence.node.round.StudyBook;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCheckTest {
    private static final MemberId LEAD = new MemberId("A");
    private static final BigDecimal NOTHING = BigDecimal.ZERO;

    /** Secure noise, an epsilon budget of 1000. */
    private static StudyBook secure;

    /** Seeded noise. */
    private static StudyBook seeded;

    @BeforeAll
    static void prepare(@TempDir Path data) throws IOException {
        SmallStudy.writeData(Files.createDirectories(data));
        String yaml = SmallStudy.yaml(300);
        seeded = FoundedStudy.of(StudyFile.parse("small.yaml", yaml), data).book();
        secure = FoundedStudy.of(StudyFile.parse("small.yaml", yaml.replace("noise: seeded", "noise: secure")), data)
                .book();
    }

    private static MemberPolicy policy(String epsilonPerStudy, String epsilonPerYear) {
        return new MemberPolicy(
                Set.of(),
                Set.of(),
                false,
                new BigDecimal(epsilonPerStudy),
                new BigDecimal(epsilonPerYear),
                12,
                WorkingHours.ALWAYS);
    }

    @Test
    void whatThePolicyAllowsIsNotObjectedTo() {
        assertThat(new PolicyCheck(policy("1000", "1000")).objections(secure, LEAD, 12, NOTHING))
                .isEmpty();
    }

    @Test
    void aStudyMaySpendNoMoreThanIsAllowedForOne() {
        assertThat(new PolicyCheck(policy("999.999999", "2000")).objections(secure, LEAD, 12, NOTHING))
                .containsExactly("its privacy.epsilonBudget is 1000, policy.epsilonPerStudy allows 999.999999");
    }

    @Test
    void allStudiesTogetherMaySpendNoMoreThanIsAllowedForAYear() {
        var check = new PolicyCheck(policy("1000", "1500"));
        assertThat(check.objections(secure, LEAD, 12, new BigDecimal("500"))).isEmpty();
        assertThat(check.objections(secure, LEAD, 12, new BigDecimal("500.000001")))
                .containsExactly(
                        "with its privacy.epsilonBudget 1000 the year's studies could spend 1500.000001, policy.epsilonPerYear allows 1500");
    }

    @Test
    void noiseThatProtectsNobodyIsRefusedUnlessItIsAllowed() {
        assertThat(new PolicyCheck(policy("1000", "1000")).objections(seeded, LEAD, 12, NOTHING))
                .containsExactly(
                        "its privacy.noise is seeded, which protects nobody, and policy.unprotected is not true");
    }

    @Test
    void everyRuleThatForbidsItIsNamed() {
        var strict = new MemberPolicy(
                Set.of(new MemberId("B")),
                Set.of(Digest.sha256(new byte[0])),
                false,
                BigDecimal.ONE,
                BigDecimal.ONE,
                13,
                WorkingHours.ALWAYS);
        assertThat(new PolicyCheck(strict).objections(secure, LEAD, 12, NOTHING))
                .hasSize(5)
                .anyMatch(words -> words.equals("policy.leads does not name A, who leads it"))
                .anyMatch(words -> words.startsWith("policy.specifications does not name its hash, "));
    }
}
