package org.credence.node.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.credence.node.cli.local.Progress;
import org.credence.node.round.StudyBook;
import org.credence.protocol.Earnings;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberCredit;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;

/**
 * One line that follows a study: its phase, its rounds, the credits so far. On a terminal the line is written over; elsewhere a line
 * is printed at every tenth of the rounds.
 */
final class ProgressLine implements Progress {
    private static final int TENTHS = 10;
    private static final int BAR = 24;

    private final PrintWriter console;
    private final boolean terminal;
    private String shown = "";
    private String shownPlace = "";

    ProgressLine(PrintWriter console, boolean terminal) {
        this.console = console;
        this.terminal = terminal;
    }

    @Override
    public void step(String words) {
        String line = "  " + words;
        if (terminal) {
            overwrite(line);
        } else {
            console.println(line);
        }
        console.flush();
        shown = line;
    }

    private void overwrite(String line) {
        console.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
    }

    @Override
    public void begins(StudyBook book) {
        console.printf(
                Locale.ROOT,
                "%nStudy %s: %s%n",
                book.spec().study(),
                book.spec().title().isEmpty() ? "(no title)" : book.spec().title());
        console.flush();
        shown = "";
        shownPlace = "";
    }

    @Override
    public void goesOn(StudyBook book, StateView state, double metric) {
        StudyId id = book.spec().study();
        Study study = state.get(Keys.study(id));
        if (study == null) {
            return;
        }
        int rounds = book.spec().schedule().rounds();
        long credited = credited(state, id);
        String phase = phase(study, credited, state, id);
        boolean tenth = rounds < TENTHS || study.round() % (rounds / TENTHS) == 0;
        String line = String.format(
                Locale.ROOT,
                "  [%s] round %d of %d   %s %s on validation   %,d credit units   %s",
                bar(study.round(), rounds),
                study.round(),
                rounds,
                book.model().isBinary() ? "AUC" : "R2",
                Double.isNaN(metric) ? "-" : String.format(Locale.ROOT, "%.3f", metric),
                credited,
                phase);
        String place = study.round() + phase;
        if (line.equals(shown) || (!terminal && (!tenth || phase.equals("enrolling") || place.equals(shownPlace)))) {
            return;
        }
        shownPlace = place;
        if (terminal) {
            overwrite(line);
            if (phase.equals("settled")) {
                console.println();
            }
        } else {
            console.println(line);
        }
        console.flush();
        shown = line;
    }

    private static String bar(int done, int all) {
        int filled = all == 0 ? 0 : (int) ((long) BAR * done / all);
        return "#".repeat(filled) + ".".repeat(BAR - filled);
    }

    private static long credited(StateView state, StudyId id) {
        Earnings earnings = state.get(Keys.earnings(id));
        return earnings == null
                ? 0
                : earnings.members().stream().mapToLong(MemberCredit::amount).sum();
    }

    private static String phase(Study study, long credited, StateView state, StudyId id) {
        return switch (study.status()) {
            case PROPOSED, OPEN -> "enrolling";
            case RUNNING -> credited == 0 ? "training" : "training and scoring";
            case CLOSING -> "attesting the last model";
            case COMPLETE -> state.get(Keys.approvedEpoch(id)) == null ? "scoring the last window" : "settled";
            case DISPUTED -> "disputed";
            case ABORTED -> "aborted";
        };
    }
}
