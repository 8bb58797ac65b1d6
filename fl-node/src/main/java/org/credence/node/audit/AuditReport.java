package org.credence.node.audit;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an audit came to.
 *
 * @param ledger what the audit started from and where it ended; empty if the blocks could not be read to their end
 * @param checks that passed, in their order
 * @param notes what a reader should know, in the order of the record
 * @param evidence files that the checks rest on, relative to the run's folder, in order; complete only if the audit passed
 * @param finding the first thing that does not agree; empty if the audit passed
 */
public record AuditReport(
        Optional<LedgerHead> ledger,
        List<Check> checks,
        List<Note> notes,
        SortedSet<Path> evidence,
        Optional<Finding> finding) {
    public AuditReport {
        checks = List.copyOf(checks);
        notes = List.copyOf(notes);
        evidence = Collections.unmodifiableSortedSet(new TreeSet<>(evidence));
    }

    /** Whether everything agrees. */
    public boolean passed() {
        return finding.isEmpty();
    }

    /** {@code pass} or {@code fail}. */
    public String verdict() {
        return passed() ? "pass" : "fail";
    }

    /** How many things were compared in all. */
    public long compared() {
        return checks.stream().mapToLong(Check::count).sum();
    }
}
