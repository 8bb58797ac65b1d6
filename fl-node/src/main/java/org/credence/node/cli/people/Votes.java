package org.credence.node.cli.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.node.round.Readings;
import org.credence.protocol.Ballot;
import org.credence.protocol.Charter;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;

/** The standing votes on one ballot that count: those of active members, by what they are for. */
final class Votes {
    private final SortedMap<String, List<MemberId>> byChoice;
    private final int needed;

    private Votes(SortedMap<String, List<MemberId>> byChoice, int needed) {
        this.byChoice = byChoice;
        this.needed = needed;
    }

    static Votes on(StateView state, Ballot ballot) {
        var byChoice = new TreeMap<String, List<MemberId>>();
        for (var vote : state.range(StateKind.VOTE, ballot.name())) {
            var organization = new MemberId(vote.key().attribute(1));
            if (Readings.isActive(state, organization)) {
                byChoice.computeIfAbsent(vote.value(), any -> new ArrayList<>()).add(organization);
            }
        }
        Charter charter = state.get(Keys.charter());
        return new Votes(byChoice, charter == null ? 0 : charter.threshold());
    }

    /** What an organization's standing vote is for. */
    Optional<String> of(MemberId organization) {
        return byChoice.entrySet().stream()
                .filter(choice -> choice.getValue().contains(organization))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Who votes, for whatever it is, in the order of their ids. */
    List<MemberId> supporters() {
        return byChoice.values().stream().flatMap(List::stream).sorted().toList();
    }

    boolean isEmpty() {
        return byChoice.isEmpty();
    }

    /** Adds the votes, how many decide, and how one of the organizations voted. */
    void addTo(Sheet sheet, MemberId self) {
        var votes = new Sheet();
        byChoice.forEach(votes::texts);
        if (isEmpty()) {
            sheet.texts("votes", List.of());
        } else {
            sheet.sheet("votes", votes);
        }
        sheet.number("votesNeeded", needed);
        sheet.text("ownVote", of(self).orElse("not given"));
    }
}
