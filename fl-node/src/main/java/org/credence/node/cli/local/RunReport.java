package org.credence.node.cli.local;

import java.util.List;
import java.util.Map;

/**
 * What a run came to, for machines: {@code report.json}. Credit units are whole; total, carried and returned add up to the budget.
 *
 * @param metric on the test rows, mean over the folds where there are any
 * @param warnings what the members should know: of their data, of rounds that went on without them
 * @param failures members whose node stopped, and why
 */
public record RunReport(
        String study,
        Metric metric,
        int rounds,
        Model model,
        LedgerFigures ledger,
        Credit credit,
        Claims claims,
        Privacy privacy,
        Bytes bytes,
        Contribution contribution,
        AuditFigures audit,
        Seconds seconds,
        List<String> warnings,
        Map<String, String> failures) {

    /**
     * How good the models are.
     *
     * @param name as people read it, such as AUC or R2
     * @param federated the study's model; NaN where there are no test rows
     * @param pooled one model on all rows
     * @param localMean mean over the members, each alone
     * @param localByMember each member alone
     */
    public record Metric(
            String name, double federated, double pooled, double localMean, Map<String, Double> localByMember) {}

    /** The final model. */
    public record Model(String hash) {}

    /**
     * The ledger.
     *
     * @param height blocks
     * @param transactions calls of the contract, valid or not
     * @param engine {@code embedded} or {@code fabric}
     */
    public record LedgerFigures(long height, long transactions, String engine) {}

    /** Credit units. */
    public record Credit(
            long total, long carried, long returned, long budget, String statementRoot, Map<String, Long> byMember) {}

    /** Credit units paid out. */
    public record Claims(long total, Map<String, Long> byAccount) {}

    /**
     * Epsilon spent, by member.
     *
     * @param noise secure, seeded or none
     * @param protects whether the figures are differential privacy
     * @param statement in words
     */
    public record Privacy(
            String noise, boolean protects, double delta, String statement, Map<String, Double> byMember) {}

    /** Bytes of updates and manifests that each member sent to others, in this process. */
    public record Bytes(long total, Map<String, Long> byMember) {}

    /** Shapley values summed over the study, in nano-units of the validation loss. */
    public record Contribution(String method, Map<String, Long> byMember) {}

    /**
     * The audit's verdict.
     *
     * @param verdict pass or fail
     * @param finding the first thing that does not agree; empty if it passed
     * @param notes what a reader should know of the record, such as updates that count nothing
     */
    public record AuditFigures(String verdict, long checks, String finding, List<String> notes) {}

    /** Wall time; parts overlap. */
    public record Seconds(double total, double training, double ledger, double contribution, double audit) {}
}
