package org.credence.node.cli.local;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.credence.protocol.AgreedModel;
import org.credence.protocol.Digest;
import org.credence.protocol.Earnings;
import org.credence.protocol.Keys;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StateView;
import org.credence.protocol.Statement;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;

/**
 * What of a study with seeded noise must be the same on every ledger, however it was disturbed.
 *
 * @param model the hash of the last model
 * @param models what the members agreed on after each round
 * @param scores window by window
 * @param statement with its root
 */
record StudyFacts(
        Digest model,
        List<Optional<AgreedModel>> models,
        List<Optional<ScoreVector>> scores,
        Earnings earnings,
        long returned,
        Statement statement) {
    StudyFacts {
        models = List.copyOf(models);
        scores = List.copyOf(scores);
    }

    /** The facts of a study that was settled in one epoch. */
    static StudyFacts of(StudyResult result) {
        StudyId study = result.book().spec().study();
        StateView state = result.state();
        StudyTerms terms = state.get(Keys.terms(study));
        Study end = state.get(Keys.study(study));
        return new StudyFacts(
                result.modelHash(),
                IntStream.range(0, terms.rounds())
                        .mapToObj(round -> Optional.ofNullable(state.get(Keys.model(study, round))))
                        .toList(),
                IntStream.range(0, terms.windows())
                        .mapToObj(window -> Optional.ofNullable(state.get(Keys.window(study, window)))
                                .map(ScoreWindow::vector))
                        .toList(),
                state.get(Keys.earnings(study)),
                end.returned(),
                state.get(Keys.statement(study, 1)));
    }
}
