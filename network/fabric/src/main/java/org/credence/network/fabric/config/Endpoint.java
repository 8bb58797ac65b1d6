package org.credence.network.fabric.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a peer or an orderer is reached.
 *
 * @param host a name or an IPv4 address
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9.-]{1,253}):([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;

    public Endpoint {
        if (!FORM.matcher(host + ":1").matches()) {
            throw new IllegalArgumentException("a host is a name or an IPv4 address, was '" + host + "'");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is 1 to " + MAX_PORT + ", was " + port);
        }
    }

    /**
     * The endpoint that this text is.
     *
     * @param text {@code host:port}
     * @throws IllegalArgumentException for any other text
     */
    public static Endpoint parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("an endpoint is host:port, was '" + text + "'");
        }
        return new Endpoint(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
