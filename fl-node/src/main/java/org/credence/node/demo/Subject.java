package org.credence.node.demo;

import java.math.BigDecimal;

/**
 * One subject of the trial as its site records it. Decimals are rounded as they are written.
 *
 * @param age years, 18 to 90
 * @param sex F or M
 * @param bmi kg/m2, one decimal
 * @param ecog performance status: 0, 1 or 2
 * @param crp C-reactive protein, mg/l, one decimal
 * @param albumin g/l, one decimal; an empty text where it was not measured
 * @param expression of the drug's target, log2 units, two decimals
 * @param genotype of the metabolizing enzyme: wt, het or hom
 * @param prior therapy: none, chemo or biologic
 * @param arm placebo or active
 * @param dose mg a day: 0, 25, 50 or 100
 * @param response whether the tumour responded, as the site recorded it
 */
record Subject(
        int age,
        String sex,
        BigDecimal bmi,
        int ecog,
        BigDecimal crp,
        String albumin,
        BigDecimal expression,
        String genotype,
        String prior,
        String arm,
        int dose,
        boolean response) {
    /** The header line. */
    static final String HEADER = "age,sex,bmi,ecog,crp,albumin,expression,genotype,prior,arm,dose,response";

    /** The subject's line in a file, without a line ending. */
    String line() {
        return String.join(
                ",",
                String.valueOf(age),
                sex,
                bmi.toPlainString(),
                String.valueOf(ecog),
                crp.toPlainString(),
                albumin,
                expression.toPlainString(),
                genotype,
                prior,
                arm,
                String.valueOf(dose),
                response ? "1" : "0");
    }
}
