package org.credence.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a member's node is reached: {@code https://host:port}, the host a DNS name in lower case or an IPv4 address, the port written
 * out; no user, path or query. So an address has one spelling.
 *
 * @param value the address's text, at most {@value #MAX_LENGTH} characters
 */
public record NodeAddress(String value) implements Comparable<NodeAddress> {
    /** The longest address, in characters. */
    public static final int MAX_LENGTH = 255;

    private static final String SCHEME = "https://";
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM =
            Pattern.compile(SCHEME + "(" + LABEL + "(?:\\." + LABEL + ")*):([1-9][0-9]{0,4})");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final int MAX_PORT = 65535;

    public NodeAddress {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a node's address has at most %s characters, was of length %s"
                    .formatted(MAX_LENGTH, value.length()));
        }
        Matcher parts = FORM.matcher(value);
        if (!parts.matches()
                || Integer.parseInt(parts.group(2)) > MAX_PORT
                || (NUMBERS.matcher(parts.group(1)).matches()
                        && !IPV4.matcher(parts.group(1)).matches())) {
            throw new IllegalArgumentException(
                    "a node's address is https://host:port, the host a DNS name in lower case or an IPv4 address, the port 1 to %s, was '%s'"
                            .formatted(MAX_PORT, value));
        }
    }

    /** DNS name or IPv4 address. */
    public String host() {
        return value.substring(SCHEME.length(), value.lastIndexOf(':'));
    }

    /** 1 to 65535. */
    public int port() {
        return Integer.parseInt(value.substring(value.lastIndexOf(':') + 1));
    }

    /** By the value's text; addresses are ASCII, so this is the order of their bytes. */
    @Override
    public int compareTo(NodeAddress other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
