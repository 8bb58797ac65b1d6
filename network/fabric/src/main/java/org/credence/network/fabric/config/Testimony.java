package org.credence.network.fabric.config;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What orderers say, one after the other, that a channel's configuration is. It is believed once more of them say the same than may lie: of
 * n, a third at most, so that one of those who agree is honest. One that only lags says what was true once.
 */
final class Testimony {
    private static final int SHOWN = 16;

    private final int needed;
    private final Map<OrdererAddress, ConfigBlock> said = new LinkedHashMap<>();

    /** @param orderers how many there are to ask, at least one */
    Testimony(int orderers) {
        this.needed = (orderers - 1) / 3 + 1;
    }

    /** Takes one orderer's word; returns it if that is enough to believe it. */
    Optional<ConfigBlock> add(OrdererAddress orderer, ConfigBlock word) {
        said.put(orderer, word);
        long alike = said.values().stream().filter(word::agreesWith).count();
        return alike >= needed ? Optional.of(word) : Optional.empty();
    }

    /** Who said what, and why it is not enough; empty if nobody said anything. */
    String words() {
        return said.isEmpty()
                ? ""
                : said.entrySet().stream()
                        .map(word -> "%s says that it is number %d, from block %d (SHA-256 %s)"
                                .formatted(
                                        word.getKey(),
                                        word.getValue().configuration().sequence(),
                                        word.getValue().number(),
                                        HexFormat.of()
                                                .formatHex(Fingerprint.sha256(word.getValue()
                                                        .configuration()
                                                        .config()
                                                        .toByteArray()))
                                                .substring(0, SHOWN)))
                        .collect(Collectors.joining("; ", "", "; at least " + needed + " must say the same"));
    }
}
