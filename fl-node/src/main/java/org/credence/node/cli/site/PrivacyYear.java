package org.credence.node.cli.site;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.credence.ledger.LedgerBlock;
import org.credence.ledger.LedgerTransaction;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;

/**
 * What a member's studies spend of its privacy within a year. A study that goes on counts with its whole budget, since it may yet be
 * spent; one that is over with what it spent, until a year after the member's last update. Follows the ledger; thread-safe.
 */
final class PrivacyYear {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int MICRO_DIGITS = 6;

    private final MemberId self;
    private final Map<StudyId, Spending> studies = new TreeMap<>();

    /** @param micros of epsilon: spent, or the budget of a study that goes on */
    private record Spending(Instant last, long micros) {}

    PrivacyYear(MemberId self) {
        this.self = self;
    }

    /** Takes in a block. */
    synchronized void onBlock(LedgerBlock block, StateView state) {
        for (LedgerTransaction transaction : block.transactions()) {
            if (transaction.isValid() && transaction.creator().equals(self)) {
                transaction.command().ifPresent(command -> touch(command, transaction.timestamp()));
            }
        }
        studies.replaceAll((study, spending) -> new Spending(spending.last(), micros(state, study)));
    }

    private void touch(Command command, Instant time) {
        StudyId study = null;
        if (command instanceof Command.Enrol enrol) {
            study = enrol.study();
        } else if (command instanceof Command.CommitUpdate update) {
            study = update.study();
        }
        if (study != null) {
            studies.put(study, new Spending(time, 0));
        }
    }

    private long micros(StateView state, StudyId study) {
        Study now = state.get(Keys.study(study));
        StudyTerms terms = state.get(Keys.terms(study));
        Long spent = state.get(Keys.privacy(study, self));
        if (now == null || terms == null || now.isOver()) {
            return spent == null ? 0 : spent;
        }
        return terms.privacyBudget();
    }

    /** Counts a study that the member is about to enrol in. */
    synchronized void reserve(StudyId study, long micros, Instant now) {
        studies.putIfAbsent(study, new Spending(now, micros));
    }

    /** What all studies but this one spent in the year before, or may yet spend. */
    synchronized BigDecimal elsewhere(StudyId study, Instant now) {
        long micros = 0;
        for (Map.Entry<StudyId, Spending> entry : studies.entrySet()) {
            boolean counts = entry.getValue().last().isAfter(now.minus(YEAR));
            if (counts && !entry.getKey().equals(study)) {
                micros = Math.addExact(micros, entry.getValue().micros());
            }
        }
        return BigDecimal.valueOf(micros, MICRO_DIGITS);
    }
}
