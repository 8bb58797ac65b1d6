package org.credence.node.cli.local;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.credence.ledger.Ledger;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;

/** What a study waits for, and for whom, in words: read from the ledger. */
final class Standstill {
    private final Ledger ledger;
    private final StudyId study;
    private final List<MemberId> members;

    /** @param members whom the study was made for */
    Standstill(Ledger ledger, StudyId study, List<MemberId> members) {
        this.ledger = ledger;
        this.study = study;
        this.members = List.copyOf(members);
    }

    /** In which state the study is and what it waits for. */
    String words() {
        Optional<Study> now = ledger.read(Keys.study(study));
        if (now.isEmpty()) {
            return "it is not proposed: %s leads it".formatted(members.get(0));
        }
        return switch (now.get().status()) {
            case PROPOSED -> "it is proposed and waits for the board's approval";
            case OPEN ->
                "it is open and waits for the enrolment of %s"
                        .formatted(names(
                                members,
                                member -> ledger.read(Keys.enrolment(study, member))
                                        .isEmpty()));
            case RUNNING -> round(now.get().round());
            case CLOSING -> lastModel(now.get().round() - 1);
            case DISPUTED ->
                "it is disputed in round %d: no model can reach a quorum any more, so nothing is credited until the board rules"
                        .formatted(now.get().round());
            case ABORTED ->
                "the board aborted it in round %d".formatted(now.get().round());
            case COMPLETE -> windows();
        };
    }

    private String round(int round) {
        EnrolledSet enrolled = enrolled();
        Predicate<MemberId> silent =
                member -> ledger.read(Keys.commit(study, round, member)).isEmpty();
        long committed = enrolled.members().stream().filter(silent.negate()).count();
        return "round %d has %d updates, a quorum is %d; it waits for %s"
                .formatted(round, committed, enrolled.quorum(), names(enrolled.members(), silent));
    }

    private String lastModel(int round) {
        return "the model after the last round waits for the word of %s"
                .formatted(names(
                        enrolled().members(),
                        member -> ledger.read(Keys.attestation(study, round, member))
                                .isEmpty()));
    }

    private String windows() {
        int windows = ledger.read(Keys.terms(study)).map(StudyTerms::windows).orElse(0);
        for (int index = 0; index < windows; index++) {
            ScoreWindow.Status status = ledger.read(Keys.window(study, index))
                    .map(ScoreWindow::status)
                    .orElse(ScoreWindow.Status.WAITING);
            if (status != ScoreWindow.Status.FINAL && status != ScoreWindow.Status.VOID) {
                return "it is complete, but the scores of window %d are not final: %s".formatted(index, status);
            }
        }
        return "it is complete and scored, but its credit is not stated and claimed in full";
    }

    private EnrolledSet enrolled() {
        return ledger.read(Keys.enrolled(study))
                .orElseThrow(() -> new IllegalStateException("a study that started has members"));
    }

    private static String names(List<MemberId> members, Predicate<MemberId> which) {
        List<String> names = members.stream().filter(which).map(MemberId::value).toList();
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }
}
