package org.credence.protocol;

import java.util.Arrays;
import java.util.List;

/**
 * The key of one fact. Ordered as the ledger orders keys: by kind, then attribute by attribute.
 *
 * @param attributes as many as the kind says, ASCII without U+0000
 * @param <T> type of the value
 */
public record StateKey<T>(StateKind<T> kind, List<String> attributes) implements Comparable<StateKey<?>> {
    private static final String DELIMITER = "\u0000";

    public StateKey {
        attributes = List.copyOf(attributes);
        if (attributes.size() != kind.attributes()) {
            throw new IllegalArgumentException(
                    "a key of kind %s has %s attributes, was %s".formatted(kind, kind.attributes(), attributes));
        }
        attributes.forEach(StateKey::requireAscii);
    }

    /** Refuses an attribute that no key can have. */
    static void requireAscii(String attribute) {
        if (!attribute.chars().allMatch(c -> c > 0 && c < 0x80)) {
            throw new IllegalArgumentException("attributes of keys are ASCII without U+0000, was '" + attribute + "'");
        }
    }

    /**
     * The key with these parts.
     *
     * @throws IllegalArgumentException if there is no such kind, or it has another number of attributes
     */
    public static StateKey<?> of(String kind, List<String> attributes) {
        StateKind<?> known = StateKind.named(kind);
        if (known == null) {
            throw new IllegalArgumentException("no kind of fact is named '" + kind + "'; known are " + StateKind.all());
        }
        return new StateKey<>(known, attributes);
    }

    /**
     * The key that the ledger stores under this name.
     *
     * @throws IllegalArgumentException unless it is a composite key of a known kind
     */
    public static StateKey<?> ofLedgerKey(String ledgerKey) {
        if (!ledgerKey.startsWith(DELIMITER) || !ledgerKey.endsWith(DELIMITER) || ledgerKey.length() < 2) {
            throw new IllegalArgumentException("not a composite key: '" + ledgerKey + "'");
        }
        List<String> parts =
                Arrays.asList(ledgerKey.substring(1, ledgerKey.length() - 1).split(DELIMITER, -1));
        return of(parts.get(0), parts.subList(1, parts.size()));
    }

    /** Fabric's composite key: U+0000, then the kind and each attribute, all ended by U+0000. */
    public String ledgerKey() {
        return ledgerPrefix(kind, attributes);
    }

    /** What the ledger's keys of a kind with these first attributes start with. */
    public static String ledgerPrefix(StateKind<?> kind, List<String> firstAttributes) {
        var text = new StringBuilder(DELIMITER).append(kind.name()).append(DELIMITER);
        firstAttributes.forEach(attribute -> text.append(attribute).append(DELIMITER));
        return text.toString();
    }

    /** The n-th attribute, from 0. */
    public String attribute(int n) {
        return attributes.get(n);
    }

    @Override
    public int compareTo(StateKey<?> other) {
        return ledgerKey().compareTo(other.ledgerKey());
    }

    @Override
    public String toString() {
        return attributes.isEmpty() ? kind.name() : kind.name() + "/" + String.join("/", attributes);
    }
}
