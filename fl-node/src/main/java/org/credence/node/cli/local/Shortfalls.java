package org.credence.node.cli.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.FlagKind;
import org.credence.protocol.IncludedSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;

/** Which members did less than the study asked of them, in words: read from the ledger. */
final class Shortfalls {
    private Shortfalls() {}

    /** A line for each member whose updates rounds went on without, and for each that the ledger flagged. */
    static List<String> of(StudyId study, StateView state) {
        List<String> lines = new ArrayList<>();
        EnrolledSet enrolled = state.get(Keys.enrolled(study));
        StudyTerms terms = state.get(Keys.terms(study));
        if (enrolled == null || terms == null) {
            return lines;
        }
        for (MemberId member : enrolled.members()) {
            int sealed = 0;
            int without = 0;
            for (int round = 0; round < terms.rounds(); round++) {
                IncludedSet included = state.get(Keys.included(study, round));
                if (included != null) {
                    sealed++;
                    without += included.members().contains(member) ? 0 : 1;
                }
            }
            if (without > 0) {
                lines.add(
                        "%s: no update in %d of %d rounds, which earned it nothing".formatted(member, without, sealed));
            }
        }
        for (StateEntry<Boolean> flag : state.range(StateKind.FLAG, study.value())) {
            StateKey<Boolean> key = flag.key();
            words(FlagKind.valueOf(key.attribute(2)), key.attribute(3))
                    .ifPresent(words -> lines.add(key.attribute(1) + ": " + words));
        }
        return lines;
    }

    private static Optional<String> words(FlagKind flag, String index) {
        return switch (flag) {
            case BASE_MISMATCH ->
                Optional.of("worked in round %s from another model than the quorum's".formatted(index));
            case EQUIVOCATION ->
                Optional.of(
                        "sent a second, different update or model in round %s; the first one stands".formatted(index));
            case EVAL_DEVIATION -> Optional.of("revealed other scores than the final ones of window " + index);
            case EVAL_WITHHELD ->
                Optional.of("committed to scores of window %s and did not reveal them".formatted(index));
            // Its scores tell that already.
            case HARM -> Optional.empty();
        };
    }
}
