package org.credence.protocol.rules;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.credence.protocol.AccountAmount;
import org.credence.protocol.AccountId;
import org.credence.protocol.Digest;
import org.credence.protocol.EnrolledSet;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.NodeRecord;
import org.credence.protocol.ScoreWindow;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;
import org.credence.protocol.StudyTerms;

/**
 * What the state says to someone who knows nothing of how it is stored: text by text, sorted by key.
 *
 * <p>Keys are {@code charter.threshold}, {@code member.O}, {@code node.O.{address,roots,signing,agreement}} (of roots and keys their
 * SHA-256), {@code study.S.{status,round,enrolled,quorum,final,returned}},
 * {@code privacy.S.O}, {@code included.S.r}, {@code model.S.r} (hash and QUORUM or RULED), {@code window.S.w},
 * {@code window.S.w.carry}, {@code credit.S.O} (cumulative), {@code flag.S.O.KIND.index}, {@code statement.S.e},
 * {@code statement.S.e.ACCOUNT} (cumulative), {@code claimed.S.ACCOUNT}, {@code anchor.S.e}. What is not there is the empty text.
 */
public final class PublicState {
    private final StateView state;
    private final Function<Digest, String> hashes;
    private final Function<AccountId, String> accounts;
    private final SortedMap<String, String> entries = new TreeMap<>();

    private PublicState(StateView state, Function<Digest, String> hashes, Function<AccountId, String> accounts) {
        this.state = state;
        this.hashes = hashes;
        this.accounts = accounts;
    }

    /** The state with hashes in hexadecimal digits. */
    public static SortedMap<String, String> of(StateView state) {
        return of(state, Digest::hex, AccountId::value);
    }

    /** The state with hashes and accounts written as these functions say. */
    public static SortedMap<String, String> of(
            StateView state, Function<Digest, String> hashes, Function<AccountId, String> accounts) {
        var view = new PublicState(state, hashes, accounts);
        view.consortium();
        view.studies();
        view.rounds();
        view.money();
        return view.entries;
    }

    private void consortium() {
        for (var charter : state.range(StateKind.CHARTER)) {
            entries.put("charter.threshold", Integer.toString(charter.value().threshold()));
        }
        for (var member : state.range(StateKind.MEMBER)) {
            entries.put(name("member", member.key()), member.value().status().name());
        }
        for (var node : state.range(StateKind.NODE)) {
            node(name("node", node.key()) + ".", node.value());
        }
    }

    private void node(String prefix, NodeRecord node) {
        entries.put(prefix + "address", node.address().value());
        entries.put(
                prefix + "roots",
                node.tlsRoots().stream()
                        .map(root -> hashes.apply(root.fingerprint()))
                        .sorted()
                        .collect(Collectors.joining(",")));
        entries.put(
                prefix + "signing", hashes.apply(Digest.sha256(node.signingKey().encoded())));
        entries.put(
                prefix + "agreement",
                hashes.apply(Digest.sha256(node.agreementKey().encoded())));
    }

    private void studies() {
        for (StateEntry<StudyTerms> terms : state.range(StateKind.TERMS)) {
            var id = new StudyId(terms.key().attribute(0));
            String prefix = "study." + id + ".";
            Study study = state.get(Keys.study(id));
            EnrolledSet enrolled = state.get(Keys.enrolled(id));
            if (study == null) {
                throw new IllegalStateException("study " + id + " has terms and no state");
            }
            entries.put(prefix + "status", study.status().name());
            entries.put(prefix + "round", Integer.toString(study.round()));
            entries.put(prefix + "enrolled", enrolled == null ? "" : join(enrolled.members()));
            entries.put(prefix + "quorum", Integer.toString(enrolled == null ? 0 : enrolled.quorum()));
            entries.put(prefix + "final", study.finalModel() == null ? "" : hashes.apply(study.finalModel()));
            entries.put(prefix + "returned", Long.toString(study.returned()));
            for (int index = 0; enrolled != null && index < terms.value().windows(); index++) {
                window(id, index, study);
            }
        }
    }

    private void window(StudyId id, int index, Study study) {
        ScoreWindow window = state.get(Keys.window(id, index));
        boolean isVoid = window == null && study.status() == Study.Status.ABORTED;
        String key = "window." + id + "." + index;
        entries.put(
                key,
                (isVoid ? ScoreWindow.Status.VOID : window == null ? ScoreWindow.Status.WAITING : window.status())
                        .name());
        entries.put(key + ".carry", Long.toString(window == null ? 0 : window.carry()));
    }

    private void rounds() {
        for (var spent : state.range(StateKind.PRIVACY)) {
            entries.put(name("privacy", spent.key()), spent.value().toString());
        }
        for (var included : state.range(StateKind.INCLUDED)) {
            entries.put(name("included", included.key()), join(included.value().members()));
        }
        for (var model : state.range(StateKind.MODEL)) {
            entries.put(
                    name("model", model.key()),
                    hashes.apply(model.value().model()) + " " + model.value().source());
        }
        for (var flag : state.range(StateKind.FLAG)) {
            entries.put(name("flag", flag.key()), "true");
        }
    }

    private void money() {
        for (var earned : state.range(StateKind.EARNINGS)) {
            earned.value()
                    .members()
                    .forEach(credit -> entries.put(
                            name("credit", earned.key()) + "." + credit.member(), Long.toString(credit.amount())));
        }
        for (var statement : state.range(StateKind.STATEMENT)) {
            String key = name("statement", statement.key());
            Integer approved =
                    state.get(Keys.approvedEpoch(new StudyId(statement.key().attribute(0))));
            int epoch = Integer.parseInt(statement.key().attribute(1));
            entries.put(key, approved != null && epoch <= approved ? "APPROVED" : "PROPOSED");
            for (AccountAmount owed : statement.value().amounts()) {
                entries.put(key + "." + accounts.apply(owed.account()), Long.toString(owed.amount()));
            }
        }
        for (var claimed : state.range(StateKind.CLAIMED)) {
            String account = accounts.apply(new AccountId(claimed.key().attribute(1)));
            entries.put(
                    "claimed." + claimed.key().attribute(0) + "." + account,
                    claimed.value().toString());
        }
        for (var anchor : state.range(StateKind.ANCHOR)) {
            entries.put(
                    name("anchor", anchor.key()), hashes.apply(anchor.value().evmTx()));
        }
    }

    private static String name(String kind, StateKey<?> key) {
        return kind + "." + String.join(".", key.attributes());
    }

    private static String join(Collection<MemberId> members) {
        return members.stream().map(MemberId::value).collect(Collectors.joining(","));
    }
}
