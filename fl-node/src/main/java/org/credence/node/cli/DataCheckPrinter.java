package org.credence.node.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.credence.node.config.RowSelection;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyMember;
import org.credence.node.config.StudySpec.BrokenRows;
import org.credence.node.config.StudySpec.TargetType;
import org.credence.node.data.DataCheck;

/** A check of a file as its site reads it. */
final class DataCheckPrinter {
    private static final int SHOWN = 20;

    private final PrintWriter out;
    private final StudyFile study;

    DataCheckPrinter(PrintWriter out, StudyFile study) {
        this.out = out;
        this.study = study;
    }

    void print(DataCheck check, List<StudyMember> members) {
        String names = members.stream().map(member -> member.id().value()).collect(Collectors.joining(", "));
        line("%s, for %s", check.file(), names);
        line("  %,d rows, %,d usable", check.records(), check.rows());
        broken(check);
        line("  %-30s %8s  %s", "column", "missing", "content");
        for (DataCheck.Feature feature : check.features()) {
            line("  %-30s %8s  %s", feature.name(), percent(feature.missing(), check.rows()), feature.content());
        }
        line("  %-30s %8s  %s", "target", "missing", "content");
        for (DataCheck.Target target : check.targets()) {
            line(
                    "  %-30s %8s  %s",
                    target.name(), percent(check.rows() - target.known(), check.rows()), target.content());
        }
        leaving(check, members);
        out.flush();
    }

    private void broken(DataCheck check) {
        check.broken().stream().limit(SHOWN).forEach(problem -> line("  %s", problem));
        if (check.broken().size() > SHOWN) {
            line("  and %,d more", check.broken().size() - SHOWN);
        }
        if (!check.broken().isEmpty()) {
            line(
                    "  %,d rows break the schema; this study %s",
                    check.broken().size(),
                    study.schema().brokenRows() == BrokenRows.SKIP
                            ? "leaves them out"
                            : "refuses the file until they are mended");
        }
    }

    /** Says what the other members get to see; updates come on top, under the study's privacy section. */
    private void leaving(DataCheck check, List<StudyMember> members) {
        line("  what leaves the site before training: the number of rows trained on, a salted hash of them,");
        line("    and how many values there are, their sum and sum of squares, without noise: of %s", sums(check));
        for (StudyMember member : members) {
            if (member.validation() instanceof RowSelection.None) {
                continue;
            }
            line(
                    "    and, released to those who score updates, the validation rows of %s as they are: %s",
                    member.id(), words(member.validation()));
        }
    }

    private String sums(DataCheck check) {
        String target = study.schema().target().type() == TargetType.NUMBER ? "the target" : "each target (a count)";
        return check.summed().isEmpty() ? target : String.join(", ", check.summed()) + ", and " + target;
    }

    private static String words(RowSelection selection) {
        return selection instanceof RowSelection.Fraction fraction
                ? "a share of %s, drawn by the seed".formatted(fraction.share())
                : "the %d listed"
                        .formatted(((RowSelection.Listed) selection).rows().size());
    }

    private static String percent(int part, int whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
