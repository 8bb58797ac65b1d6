package org.credence.node.exchange;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.credence.protocol.Digest;

/** Where content is, in addresses: {@code /v1/content/} and the 64 lower-case hexadecimal digits of its SHA-256, spelled out. */
final class ContentPath {
    /** What every path of content begins with. */
    static final String PREFIX = "/v1/content/";

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private ContentPath() {}

    /**
     * The content that a request names; empty if what is behind the prefix is anything else than 64 digits. Nothing is decoded: an
     * escaped digit is no digit.
     *
     * @param pathAndQuery as it stands in the request
     */
    static Optional<Digest> parse(String pathAndQuery) {
        String name = pathAndQuery.startsWith(PREFIX) ? pathAndQuery.substring(PREFIX.length()) : "";
        return NAME.matcher(name).matches() ? Optional.of(Digest.ofHex(name)) : Optional.empty();
    }

    /** The address of content at a member. */
    static URI of(URI member, Digest digest) {
        return member.resolve(PREFIX + digest.hex());
    }
}
