package org.credence.ledger.fabric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import org.credence.network.identity.Pem;

/**
 * Where a ledger is: embedded on this machine or Fabric across many, the profile is all that differs. Kept as JSON: {@code
 * {"endpoint", "authority", "channel", "chaincode", "tlsRoots": [PEM, ...]}}.
 *
 * @param endpoint host and port of the peer's gateway, as {@code 127.0.0.1:7051} or {@code [::1]:7051}
 * @param authority the name or address that the peer's TLS certificate must carry; the endpoint's host, unless it is reached by another
 * @param channel the channel's name
 * @param chaincode the contract's name on the channel
 * @param tlsRoots roots of the peer's TLS certificate, at least one
 */
public record ConnectionProfile(
        String endpoint, String authority, String channel, String chaincode, List<X509Certificate> tlsRoots) {
    private static final Pattern ENDPOINT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+):([0-9]{1,5})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public ConnectionProfile {
        if (!ENDPOINT.matcher(endpoint).matches()) {
            throw new IllegalArgumentException("endpoint must be host:port, was '" + endpoint + "'");
        }
        if (authority.isBlank()) {
            throw new IllegalArgumentException("authority must name the peer as its TLS certificate does, was empty");
        }
        requireName("channel", channel);
        requireName("chaincode", chaincode);
        tlsRoots = List.copyOf(tlsRoots);
        if (tlsRoots.isEmpty()) {
            throw new IllegalArgumentException("tlsRoots must hold the root of the peer's TLS certificate, was empty");
        }
    }

    /** A profile whose peer is named in its certificate as it is reached. */
    public static ConnectionProfile of(
            String endpoint, String channel, String chaincode, List<X509Certificate> tlsRoots) {
        int port = endpoint.lastIndexOf(':');
        String host = port < 0 ? endpoint : endpoint.substring(0, port);
        return new ConnectionProfile(endpoint, host, channel, chaincode, tlsRoots);
    }

    /**
     * The profile in a file.
     *
     * @throws IllegalArgumentException if the file is no profile; the message names file and field
     * @throws UncheckedIOException if it cannot be read
     */
    public static ConnectionProfile read(Path file) {
        try {
            Text text = JSON.readValue(Files.readAllBytes(file), Text.class);
            List<X509Certificate> roots = text.tlsRoots().stream()
                    .map(pem -> Pem.certificate(pem.getBytes(StandardCharsets.UTF_8), file + " tlsRoots"))
                    .toList();
            return new ConnectionProfile(text.endpoint(), text.authority(), text.channel(), text.chaincode(), roots);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the connection profile " + file, e);
        }
    }

    /**
     * Writes the profile to a file, in one step.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        var text = new Text(
                endpoint,
                authority,
                channel,
                chaincode,
                tlsRoots.stream().map(Pem::encode).toList());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(text));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the connection profile " + file, e);
        }
    }

    private static void requireName(String field, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    field + " must be letters, digits, dots, hyphens or underscores, was '" + value + "'");
        }
    }

    /** The profile as it stands in the file. */
    private record Text(String endpoint, String authority, String channel, String chaincode, List<String> tlsRoots) {}
}
