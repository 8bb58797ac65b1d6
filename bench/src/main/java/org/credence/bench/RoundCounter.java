package org.credence.bench;

import java.io.PrintStream;
import org.credence.node.cli.local.Progress;
import org.credence.node.round.StudyBook;
import org.credence.protocol.Keys;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;

/** Says how far a study is, ten times. */
final class RoundCounter implements Progress {
    private static final int TIMES = 10;

    private final PrintStream out;
    private final int rounds;
    private int said;

    RoundCounter(PrintStream out, int rounds) {
        this.out = out;
        this.rounds = rounds;
    }

    @Override
    public void begins(StudyBook book) {
        out.printf("%d rounds%n", rounds);
    }

    @Override
    public void goesOn(StudyBook book, StateView state, double metric) {
        Study study = state.get(Keys.study(book.spec().study()));
        if (study != null && study.round() * TIMES / rounds > said) {
            said = study.round() * TIMES / rounds;
            out.printf("round %d%n", study.round());
        }
    }
}
