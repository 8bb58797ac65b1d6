package org.credence.protocol.encoding;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.credence.protocol.AccountId;
import org.credence.protocol.AgreementKey;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.NodeAddress;
import org.credence.protocol.SigningKey;
import org.credence.protocol.StudyId;
import org.credence.protocol.TlsRoot;
import org.jspecify.annotations.Nullable;

/** A type whose values are JSON text. Parsers throw {@link IllegalArgumentException} for text that is none. */
record TextType<T>(Class<T> type, Function<T, String> print, Function<String, T> parse) {
    /** Decimals with more digits than this, on either side of the point, would take more room than any real quantity. */
    private static final int MAX_SCALE = 100;

    private static final List<TextType<?>> ALL = List.of(
            new TextType<>(String.class, Function.identity(), Function.identity()),
            new TextType<>(Digest.class, Digest::hex, Digest::ofHex),
            new TextType<>(MemberId.class, MemberId::value, MemberId::new),
            new TextType<>(StudyId.class, StudyId::value, StudyId::new),
            new TextType<>(AccountId.class, AccountId::value, AccountId::new),
            new TextType<>(NodeAddress.class, NodeAddress::value, NodeAddress::new),
            new TextType<>(TlsRoot.class, TlsRoot::value, TlsRoot::new),
            new TextType<>(SigningKey.class, SigningKey::value, SigningKey::new),
            new TextType<>(AgreementKey.class, AgreementKey::value, AgreementKey::new),
            new TextType<>(BigDecimal.class, TextType::plain, TextType::decimal));

    /** How this type is text, or null. */
    static @Nullable TextType<?> of(Class<?> type) {
        for (TextType<?> known : ALL) {
            if (known.type == type) {
                return known;
            }
        }
        return null;
    }

    String text(Object value) {
        return print.apply(type.cast(value));
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (Math.abs((long) stripped.scale()) > MAX_SCALE || stripped.precision() > 2 * MAX_SCALE) {
            throw new IllegalArgumentException(
                    "a decimal has at most %s digits on either side of the point, was %s".formatted(MAX_SCALE, value));
        }
        return stripped.toPlainString();
    }

    private static BigDecimal decimal(String text) {
        if (text.length() > 2 * MAX_SCALE + 2) {
            throw new IllegalArgumentException(
                    "a decimal has at most %s digits on either side of the point, was text of length %s"
                            .formatted(MAX_SCALE, text.length()));
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a decimal is plain digits, was '" + text + "'", e);
        }
    }
}
