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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.credence.network.identity.Pem;

/**
 * Where a ledger is: embedded on this machine or Fabric across many, the profile is all that differs. Kept as JSON:
 *
 * <pre>{@code
 * {
 *   "channel": "credence",
 *   "chaincode": "credence",
 *   "gateways": [
 *     {"endpoint": "peer0.clinic-a.example:7051", "authority": "peer0.clinic-a.example", "tlsRoots": ["-----BEGIN CERTIFICATE-----..."]},
 *     {"endpoint": "10.0.0.2:7051", "authority": "peer1.clinic-a.example", "tlsRoots": ["-----BEGIN CERTIFICATE-----..."]}
 *   ]
 * }
 * }</pre>
 *
 * @param channel the channel's name
 * @param chaincode the contract's name on the channel
 * @param gateways in the order in which they are tried, at least one, each endpoint once: the organization's own peers, or those of
 *     the hosts whose gateways it uses
 */
public record ConnectionProfile(String channel, String chaincode, List<GatewayEndpoint> gateways) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public ConnectionProfile {
        requireName("channel", channel);
        requireName("chaincode", chaincode);
        gateways = List.copyOf(gateways);
        if (gateways.isEmpty()) {
            throw new IllegalArgumentException("gateways must name at least one peer, was empty");
        }
        var endpoints = new TreeSet<String>();
        for (GatewayEndpoint gateway : gateways) {
            if (!endpoints.add(gateway.endpoint())) {
                throw new IllegalArgumentException(
                        "gateways must name each endpoint once, was twice " + gateway.endpoint());
            }
        }
    }

    /** A profile with one gateway, whose peer is named in its certificate as it is reached. */
    public static ConnectionProfile of(
            String endpoint, String channel, String chaincode, List<X509Certificate> tlsRoots) {
        return new ConnectionProfile(channel, chaincode, List.of(GatewayEndpoint.of(endpoint, tlsRoots)));
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
            return text.profile(file);
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
        Text text = Text.of(this);
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
    private record Text(String channel, String chaincode, List<GatewayText> gateways) {
        static Text of(ConnectionProfile profile) {
            return new Text(
                    profile.channel(),
                    profile.chaincode(),
                    profile.gateways().stream().map(GatewayText::of).toList());
        }

        ConnectionProfile profile(Path file) {
            List<GatewayEndpoint> endpoints = new ArrayList<>();
            for (GatewayText gateway : gateways) {
                endpoints.add(gateway.endpoint(file + " gateways[" + endpoints.size() + "]"));
            }
            return new ConnectionProfile(channel, chaincode, endpoints);
        }
    }

    private record GatewayText(String endpoint, String authority, List<String> tlsRoots) {
        static GatewayText of(GatewayEndpoint gateway) {
            return new GatewayText(
                    gateway.endpoint(),
                    gateway.authority(),
                    gateway.tlsRoots().stream().map(Pem::encode).toList());
        }

        GatewayEndpoint endpoint(String source) {
            return new GatewayEndpoint(
                    endpoint,
                    authority,
                    tlsRoots.stream()
                            .map(pem -> Pem.certificate(pem.getBytes(StandardCharsets.UTF_8), source + " tlsRoots"))
                            .toList());
        }
    }
}
