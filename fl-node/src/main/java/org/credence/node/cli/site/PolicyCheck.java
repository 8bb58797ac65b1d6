package org.credence.node.cli.site;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.credence.node.config.MemberPolicy;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.round.StudyBook;
import org.credence.protocol.MemberId;

/** Whether a member's policy lets it take part in a study. */
final class PolicyCheck {
    private final MemberPolicy policy;

    PolicyCheck(MemberPolicy policy) {
        this.policy = policy;
    }

    /**
     * What forbids the study, a sentence each; none if nothing does.
     *
     * @param rows that the member would train on
     * @param elsewhere epsilon that other studies spent within a year, or may yet spend
     */
    List<String> objections(StudyBook book, MemberId lead, int rows, BigDecimal elsewhere) {
        var found = new ArrayList<String>();
        if (!policy.leads().isEmpty() && !policy.leads().contains(lead)) {
            found.add("policy.leads does not name %s, who leads it".formatted(lead));
        }
        if (!policy.specifications().isEmpty() && !policy.specifications().contains(book.specHash())) {
            found.add("policy.specifications does not name its hash, %s".formatted(book.specHash()));
        }
        if (rows < policy.minimumRows()) {
            found.add("policy.minimumRows asks for %d rows to train on, the data have %d"
                    .formatted(policy.minimumRows(), rows));
        }
        Noise noise = book.spec().privacy().noise();
        if (noise != Noise.SECURE) {
            if (!policy.unprotected()) {
                found.add("its privacy.noise is %s, which protects nobody, and policy.unprotected is not true"
                        .formatted(noise.name().toLowerCase(Locale.ROOT)));
            }
            return found;
        }
        BigDecimal budget = book.spec().privacy().epsilonBudget();
        if (budget.compareTo(policy.epsilonPerStudy()) > 0) {
            found.add("its privacy.epsilonBudget is %s, policy.epsilonPerStudy allows %s"
                    .formatted(budget.toPlainString(), policy.epsilonPerStudy().toPlainString()));
        }
        if (elsewhere.add(budget).compareTo(policy.epsilonPerYear()) > 0) {
            found.add(
                    "with its privacy.epsilonBudget %s the year's studies could spend %s, policy.epsilonPerYear allows %s"
                            .formatted(
                                    budget.toPlainString(),
                                    elsewhere.add(budget).toPlainString(),
                                    policy.epsilonPerYear().toPlainString()));
        }
        return found;
    }
}
