package org.credence.protocol.encoding;

import java.util.List;
import org.credence.protocol.StateEntry;
import org.credence.protocol.StateKey;
import org.credence.protocol.StateKind;

/**
 * Facts on their way to whoever asked for them.
 *
 * @param facts in the order of their keys
 */
public record Facts(List<Fact> facts) {
    /**
     * One fact.
     *
     * @param value canonical JSON, as text
     */
    public record Fact(List<String> attributes, String value) {
        public Fact {
            attributes = List.copyOf(attributes);
        }
    }

    public Facts {
        facts = List.copyOf(facts);
    }

    /** These facts, all of one kind. */
    public static <T> Facts of(List<StateEntry<T>> entries) {
        return new Facts(entries.stream()
                .map(entry -> new Fact(entry.key().attributes(), CanonicalJson.encodeText(entry.value())))
                .toList());
    }

    /**
     * The facts, which must be of this kind.
     *
     * @throws DecodeException if a value is not of the kind's type
     * @throws IllegalArgumentException if the attributes are not the kind's
     */
    public <T> List<StateEntry<T>> entries(StateKind<T> kind) {
        return facts.stream()
                .map(fact -> new StateEntry<>(
                        new StateKey<>(kind, fact.attributes()), CanonicalJson.decodeText(fact.value(), kind.type())))
                .toList();
    }
}
