package org.credence.protocol;

import java.util.List;

/**
 * Asks the contract's function {@link #FUNCTION} for facts; changes nothing.
 *
 * @param kind name of a {@link StateKind}
 * @param attributes of one key, or the first attributes of several; ASCII without U+0000
 */
public record StateQuery(String kind, List<String> attributes) {
    /** The contract's function for queries; it answers with canonical JSON of {@code encoding.Facts}. */
    public static final String FUNCTION = "query";

    public StateQuery {
        attributes = List.copyOf(attributes);
        attributes.forEach(StateKey::requireAscii);
    }

    /** For the fact at this key. */
    public static StateQuery of(StateKey<?> key) {
        return new StateQuery(key.kind().name(), key.attributes());
    }

    /** For all facts of a kind whose first attributes are these. */
    public static StateQuery of(StateKind<?> kind, String... firstAttributes) {
        return new StateQuery(kind.name(), List.of(firstAttributes));
    }
}
